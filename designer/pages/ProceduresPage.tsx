import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ProcedureItem } from '../../server/procedures/contract.ts';
import { useLive } from '../../ui/api/live.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { ErrorState } from '../../ui/states/State.tsx';
import { listProcedures, makeProcedure } from '../requests.ts';
import { sayMoment } from '../words.ts';

/** 流程列表: every procedure with its current version, running cases and draft. */
export function ProceduresPage() {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ['procedures'], queryFn: listProcedures });
  const [making, setMaking] = useState(false);
  useLive(['procedure'], () => void queries.invalidateQueries({ queryKey: ['procedures'] }));
  if (list.isError) return <ErrorState error={list.error} retry={() => void list.refetch()} />;
  return (
    <div className="od-page">
      <header className="od-page-head">
        <h1>流程</h1>
        <span className="od-caption">改动先存为草稿，发布后新登记的才走新版；在办的按原版办完。</span>
        <span className="od-grow" />
        <Button type="primary" onClick={() => setMaking(true)}>
          新建流程
        </Button>
      </header>
      <Table<ProcedureItem>
        rowKey="id"
        loading={list.isPending}
        dataSource={list.data ?? []}
        pagination={false}
        scroll={{ x: 1040 }}
        locale={{ emptyText: '还没有流程。新建一个，画好后发布。' }}
        columns={[
          {
            title: '流程',
            dataIndex: 'name',
            render: (name: string, item) => (
              <Link to={`/${item.id}`} className="od-strong">
                {name}
              </Link>
            ),
          },
          {
            title: '现行版',
            dataIndex: 'version',
            width: 100,
            render: (version: number) =>
              version ? (
                <span className="od-chip od-chip-live">v{version}</span>
              ) : (
                <span className="od-caption">未发布</span>
              ),
          },
          {
            title: '在办',
            dataIndex: 'running',
            width: 90,
            align: 'right',
            render: (running: number) => `${running} 件`,
          },
          {
            title: '发布',
            dataIndex: 'published',
            width: 240,
            render: (at: string, item) => (item.version ? `${sayMoment(at)} · ${item.by}` : '—'),
          },
          {
            title: '草稿',
            dataIndex: 'draft',
            width: 220,
            render: (draft: ProcedureItem['draft']) =>
              draft ? (
                <span className="od-chip od-chip-draft">{`${draft.by} ${sayMoment(draft.at)}`}</span>
              ) : (
                <span className="od-caption">无</span>
              ),
          },
          {
            title: '',
            width: 160,
            align: 'right',
            render: (_, item) => (
              <>
                <Link to={`/${item.id}/versions`}>版本史</Link>
                <Link to={`/${item.id}`} className="od-gap">
                  修改
                </Link>
              </>
            ),
          },
        ]}
      />
      {making ? <NewProcedure onClose={() => setMaking(false)} /> : null}
    </div>
  );
}

function NewProcedure({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<{ id: string; name: string }>();
  const submit = async (values: { id: string; name: string }) => {
    setBusy(true);
    try {
      await makeProcedure(values);
      navigate(`/${values.id}`);
    } catch (error) {
      setFailure(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="新建流程"
      okText="新建并打开"
      cancelText="取消"
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="name" label="名称" rules={[{ required: true, min: 2, max: 40, message: '写 2 到 40 个字' }]}>
          <Input placeholder="例如：领导接访" />
        </Form.Item>
        <Form.Item
          name="id"
          label="标识"
          extra="小写英文、数字和连字符，以后不能改。例如 leader-reception"
          rules={[
            {
              required: true,
              pattern: /^[a-z][a-z0-9-]{2,40}$/,
              message: '以小写字母开头，只用小写字母、数字和连字符，3 到 41 位',
            },
          ]}
        >
          <Input className="od-mono" />
        </Form.Item>
      </Form>
      {failure ? <Alert type="error" showIcon title={failure} /> : null}
    </Modal>
  );
}
