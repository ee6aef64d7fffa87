import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ProcedureView } from '../../server/procedures/contract.ts';
import { ApiProblem, wordsFor } from '../../ui/api/problem.ts';
import { ErrorState, Skeleton } from '../../ui/states/State.tsx';
import { Viewer } from '../modeler/Viewer.tsx';
import { base } from '../operations/data.ts';
import { useVersionMarks } from '../operations/versions/useVersionMarks.ts';
import { VersionActs, VersionMarks } from '../operations/versions/VersionActs.tsx';
import { readProcedure, readVersion, rollback } from '../requests.ts';
import { sayMoment } from '../words.ts';

type Version = ProcedureView['versions'][number];

/** 版本史: every version with its note and running cases; any can be looked at, and an older one published again. */
export function VersionsPage() {
  const id = useParams().id!;
  // Cases come and go: the counts are of now.
  const procedure = useQuery({
    queryKey: ['procedure', id],
    queryFn: () => readProcedure(id),
    refetchOnMount: 'always',
  });
  const marks = useVersionMarks(id);
  const [shown, setShown] = useState<number>();
  const [back, setBack] = useState<Version>();
  if (procedure.isError) return <ErrorState error={procedure.error} retry={() => void procedure.refetch()} />;
  if (!procedure.data) return <Skeleton rows={8} />;
  const versions = procedure.data.versions;
  const version = shown ?? versions[0]?.version;
  return (
    <div className="od-page">
      <header className="od-page-head">
        <Link to="/" className="od-back">
          ← 流程
        </Link>
        <h1>{procedure.data.name} · 版本史</h1>
        <span className="od-grow" />
        <Link to={`/${id}`}>
          <Button>打开修改</Button>
        </Link>
      </header>
      <Table<Version>
        rowKey="version"
        size="small"
        dataSource={versions}
        pagination={false}
        scroll={{ x: 1080 }}
        locale={{ emptyText: '还没有发布过。' }}
        rowClassName={(row) => (row.version === version ? 'od-row-chosen' : '')}
        columns={[
          {
            title: '版本',
            dataIndex: 'version',
            width: 210,
            render: (value: number, _, index) => (
              <>
                <span className={`od-chip ${index === 0 ? 'od-chip-live' : ''}`}>
                  {index === 0 ? `现行 v${value}` : `v${value}`}
                </span>{' '}
                <VersionMarks marks={marks.of(value)} />
              </>
            ),
          },
          { title: '改了什么', dataIndex: 'note' },
          { title: '谁发布', dataIndex: 'by', width: 90 },
          { title: '什么时候', dataIndex: 'at', width: 130, render: sayMoment },
          {
            title: '在办',
            dataIndex: 'running',
            width: 90,
            align: 'right',
            render: (running: number, row) =>
              running ? (
                <Link to={`${base}/instances?version=${encodeURIComponent(`${id}@${row.version}`)}`}>{running} 件</Link>
              ) : (
                '0 件'
              ),
          },
          {
            title: '',
            width: 340,
            align: 'right',
            render: (_, row, index) => (
              <>
                <Button type="link" size="small" onClick={() => setShown(row.version)}>
                  看图
                </Button>
                <VersionActs id={id} version={row.version} marks={marks.of(row.version)} />
                {index > 0 && row.running > 0 ? (
                  <Link to={`${base}/migration?from=${encodeURIComponent(`${id}@${row.version}`)}`}>
                    <Button type="link" size="small">
                      迁到新版
                    </Button>
                  </Link>
                ) : null}
                {index > 0 ? (
                  <Button type="link" size="small" onClick={() => setBack(row)}>
                    退回到这版
                  </Button>
                ) : null}
              </>
            ),
          },
        ]}
      />
      {version ? <VersionDiagram id={id} version={version} /> : null}
      {back ? (
        <Rollback id={id} version={back} next={(versions[0]?.version ?? 0) + 1} onClose={() => setBack(undefined)} />
      ) : null}
    </div>
  );
}

function VersionDiagram({ id, version }: { id: string; version: number }) {
  const files = useQuery({ queryKey: ['version', id, version], queryFn: () => readVersion(id, version) });
  const xml = files.data?.find((file) => file.path.endsWith('.bpmn'))?.text;
  return (
    <section className="od-card" aria-label={`第 ${version} 版的图`}>
      <h2>第 {version} 版</h2>
      {xml ? <Viewer xml={xml} label={`第 ${version} 版流程图`} /> : <Skeleton rows={6} />}
    </section>
  );
}

function Rollback({ id, version, next, onClose }: { id: string; version: Version; next: number; onClose: () => void }) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [note, setNote] = useState(`退回到第 ${version.version} 版：`);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await rollback(id, { version: version.version, note, over: next - 1 });
      await queries.invalidateQueries({ queryKey: ['procedure', id] });
      void message.success(`第 ${next} 版已发布，内容同第 ${version.version} 版`);
      onClose();
    } catch (error) {
      // Somebody else published meanwhile: the list behind shows it, and who goes on now does so knowingly.
      if (error instanceof ApiProblem && error.status === 409)
        await queries.invalidateQueries({ queryKey: ['procedure', id] });
      setFailure(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`退回到第 ${version.version} 版`}
      okText={`发布为第 ${next} 版`}
      cancelText="取消"
      okButtonProps={{ loading: busy }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p>
        第 {version.version} 版的内容会作为第 {next} 版发布，新登记的走它；在办的按原版办完。
      </p>
      <Input.TextArea
        aria-label="为什么退回"
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {failure ? <Alert type="error" showIcon title={failure} /> : null}
    </Modal>
  );
}
