import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { FileText } from 'lucide-react';
import type { CaseView } from '../../server/cases/contract.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { uploadTo } from '../../ui/api/upload.ts';
import { AddFiles } from '../../ui/form/widgets/Attachments.tsx';
import '../../ui/form/form.css';
import { State } from '../../ui/states/State.tsx';
import { shortTime } from '../../ui/text/dates.ts';
import { fileSize } from '../../ui/text/names.ts';

/** 材料: what is in the volume, what it still lacks, and a way to add. */
export function Files({ view }: { readonly view: CaseView }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await uploadTo(view.id, file);
    },
    onSuccess: (_, files) => void message.success(`${files.length} 件材料已进入案卷`),
    onError: (error) => void message.error(wordsFor(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['case', view.id] }),
  });
  const may = view.may.includes('upload');
  const now = new Date();
  return (
    <section className="card" aria-label="材料">
      <header>
        <h2>案卷材料</h2>
        <span className="caption grow">
          {view.missing.length > 0 ? `还缺：${view.missing.join('、')}` : '按卷宗目录不缺材料'}
        </span>
        {may ? (
          <span className="files">
            <AddFiles label="材料" onFiles={(files) => upload.mutate(files)} />
          </span>
        ) : null}
      </header>
      {view.attachments.length === 0 ? (
        <State icon={FileText} title="还没有材料">
          <p>可以上传照片、文书、录音录像；每件不超过 20 MB。</p>
        </State>
      ) : (
        <div className="tablewrap">
          <table className="table">
            <thead>
              <tr>
                <th>名称</th>
                <th>大小</th>
                <th>谁放的</th>
                <th>时间</th>
              </tr>
            </thead>
            <tbody>
              {view.attachments.map((file) => (
                <tr key={file.id}>
                  <td>
                    <a href={`/api/attachments/${file.id}`} target="_blank" rel="noreferrer">
                      {file.name}
                    </a>
                  </td>
                  <td>{fileSize(file.size)}</td>
                  <td>{file.by}</td>
                  <td>{shortTime(file.at, now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
