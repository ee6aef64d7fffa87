import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Form, Input, Modal, Select, TimePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import type { AppointmentItem } from '../../server/appointments/contract.ts';
import { api } from '../../ui/api/client.ts';
import { ApiProblem, wordsFor } from '../../ui/api/problem.ts';
import { fromPicker, toPicker } from '../../ui/form/widgets/Values.tsx';
import { longTime } from '../../ui/text/dates.ts';

interface Given {
  readonly day: Dayjs;
  readonly hours: readonly [Dayjs, Dayjs];
  readonly room: string;
  readonly reason: string;
}

interface Props {
  readonly item: AppointmentItem;
  readonly rooms: readonly string[];
  readonly close: () => void;
}

/** 改期: a new time and room with the reason; everybody invited is told by mail with an updated calendar file. */
export function MoveDialog({ item, rooms, close }: Props) {
  const [form] = Form.useForm<Given>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const move = useMutation({
    mutationFn: ({ day, hours, room, reason }: Given) => {
      const at = (time: Dayjs) => fromPicker(day.hour(time.hour()).minute(time.minute()));
      return api.post(`/api/appointments/${item.id}/move`, {
        startsAt: at(hours[0]),
        endsAt: at(hours[1]),
        room,
        reason,
      });
    },
    onSuccess: () => {
      void message.success('已改期，改期通知进入待发');
      for (const name of ['appointments', 'case', 'mails', 'timeline'])
        void queries.invalidateQueries({ queryKey: [name] });
      close();
    },
    onError: (error) => {
      const field = error instanceof ApiProblem ? [...error.fields.keys()][0]?.split('/').at(-1) : undefined;
      const name = field === 'room' || field === 'reason' ? field : 'day';
      form.setFields([{ name, errors: [wordsFor(error)] }]);
    },
  });
  const start = toPicker(item.startsAt);
  return (
    <Modal
      open
      title={`改期：${item.title}`}
      okText="改期并通知各方"
      cancelText="取消"
      confirmLoading={move.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={480}
    >
      <p className="second">
        原定 {longTime(item.startsAt)}，{item.room}。
      </p>
      <Form
        form={form}
        layout="vertical"
        style={{ marginTop: 12 }}
        initialValues={{ day: start, hours: [start, toPicker(item.endsAt)], room: item.room }}
        onFinish={(given: Given) => move.mutate(given)}
      >
        <Form.Item name="day" label="日期" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker format="M月D日 dddd" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="hours" label="起止时间" rules={[{ required: true, message: '请选择起止时间' }]}>
          <TimePicker.RangePicker format="HH:mm" minuteStep={15} needConfirm={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="room" label="调解室" rules={[{ required: true, message: '请选择调解室' }]}>
          <Select options={rooms.map((room) => ({ value: room, label: room }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label="改期原因"
          extra="会写进通知"
          rules={[{ required: true, min: 2, message: '请写明改期原因，至少 2 个字' }]}
        >
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
