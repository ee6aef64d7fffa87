import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, InputNumber, Modal } from 'antd';
import type { CaseView } from '../../server/cases/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { refresh } from '../../ui/api/query.ts';
import { flags } from '../intake/circumstances.ts';
import type { Flag } from '../intake/draft.ts';

type Facts = CaseView['facts'];

interface Given {
  readonly people: number;
  readonly amount: number | null;
  readonly policeReports: number;
  readonly failedMediations: number;
  readonly flags: readonly Flag[];
  readonly reason: string;
}

/** 更正事实: what decisions go by, with the reason; procedures under way see it at once. */
export function FactsDialog({ view, close }: { readonly view: CaseView; readonly close: () => void }) {
  const [form] = Form.useForm<Given>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { facts } = view;
  const send = useMutation({
    mutationFn: ({ reason, ...given }: Given) =>
      api.put(`/api/cases/${view.id}/facts`, { facts: factsOf(facts, given), reason }),
    onSuccess: () => {
      void message.success('已更正，正在办理的流程随即按新的情况走');
      for (const name of ['case', 'timeline', 'diagram']) void refresh(queries, { queryKey: [name, view.id] });
      close();
    },
    onError: (error) => form.setFields([{ name: 'reason', errors: [wordsFor(error)] }]),
  });
  return (
    <Modal
      open
      title="更正案件事实"
      okText="更正"
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={520}
      destroyOnHidden
    >
      <p className="second">流程按这些情况判断怎么走。等级不会自动下调，需要调整时在研判步骤里改。</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          people: facts.people,
          amount: facts.amount ?? null,
          policeReports: facts.policeReports ?? 0,
          failedMediations: facts.failedMediations ?? 0,
          flags: flags.filter(([flag]) => facts[flag]).map(([flag]) => flag),
        }}
        onFinish={(given: Given) => send.mutate(given)}
      >
        <div className="factnumbers">
          <Form.Item name="people" label="涉及人数" rules={[{ required: true, message: '请填写人数' }]}>
            <InputNumber min={1} max={100_000} precision={0} suffix="人" />
          </Form.Item>
          <Form.Item name="amount" label="涉及金额">
            <InputNumber min={0} max={1e12} suffix="元" />
          </Form.Item>
          <Form.Item name="policeReports" label="曾报警">
            <InputNumber min={0} max={99} precision={0} suffix="次" />
          </Form.Item>
          <Form.Item name="failedMediations" label="调解未成">
            <InputNumber min={0} max={99} precision={0} suffix="次" />
          </Form.Item>
        </div>
        <Form.Item name="flags" label="有没有这些情况">
          <Checkbox.Group className="factflags" options={flags.map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label="更正的依据"
          extra="时间线里看得到"
          rules={[{ required: true, min: 2, message: '请写明依据，至少 2 个字' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** What is sent: facts that are not asked here stay as they are. */
function factsOf(
  before: Facts,
  { people, amount, policeReports, failedMediations, flags: set }: Omit<Given, 'reason'>,
) {
  const { amount: _, ...kept } = before;
  return {
    ...kept,
    ...{ people, policeReports, failedMediations },
    ...(amount === null ? {} : { amount }),
    ...Object.fromEntries(flags.map(([flag]) => [flag, set.includes(flag)])),
  };
}
