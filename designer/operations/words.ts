/** How “运行” says things. */
import type { Bulk } from '../../server/operations/change.contract.ts';
import type { InstanceItem, RunStatus, TaskList, VariableTest } from '../../server/operations/contract.ts';

export const statusWords: Readonly<Record<RunStatus, string>> = {
  active: '在办',
  suspended: '已暂停',
  completed: '已办完',
  terminated: '已终止',
  cancelled: '已撤销',
};

export const taskStatusWords: Readonly<Record<TaskList['items'][number]['status'], string>> = {
  open: '待办',
  completed: '已办完',
  cancelled: '已取消',
};

export const bulkWords: Readonly<Record<Bulk['kind'], string>> = {
  migrate: '迁到另一版',
  retry: '重试卡住的',
  suspend: '暂停',
  resume: '恢复',
  cancel: '撤销',
  modify: '移动步骤',
};

export const bulkStatusWords: Readonly<Record<Bulk['status'], string>> = {
  running: '正在办',
  done: '已办完',
  stopped: '已停下',
};

export const testWords: Readonly<Record<VariableTest['is'], string>> = {
  '=': '是',
  '!=': '不是',
  '<': '小于',
  '<=': '不大于',
  '>': '大于',
  '>=': '不小于',
  contains: '含有',
  present: '填了',
};

/** Number of the case, or what to call an instance that belongs to none. */
export const numberOf = ({ number, id }: { readonly number: string | null; readonly id: string }): string =>
  number ?? `无案号 ${id.slice(-6)}`;

/** `“就地调解”、“等 7 天”`: where it stands. */
export function standsWords({ stands, status }: Pick<InstanceItem, 'stands' | 'status'>): string {
  if (stands.length === 0) return status === 'active' || status === 'suspended' ? '还没有走到一步' : '—';
  return [...new Set(stands.map(({ name }) => name))].join('、');
}

/** A value of a fact as people read it. */
export function factWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '没有填';
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.length === 0 ? '空' : value.map(factWords).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const spans = [
  [86_400_000, '天'],
  [3_600_000, '小时'],
  [60_000, '分'],
  [1000, '秒'],
] as const;

/** `3 天 4 小时`, `25 分`, `不到 1 秒`: the two largest units. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < 1000) return '不到 1 秒';
  const first = spans.findIndex(([size]) => milliseconds >= size);
  const [size, unit] = spans[first]!;
  const whole = Math.floor(milliseconds / size);
  const next = spans[first + 1];
  const rest = next ? Math.floor((milliseconds - whole * size) / next[0]) : 0;
  return rest > 0 && whole < 10 ? `${whole} ${unit} ${rest} ${next![1]}` : `${whole} ${unit}`;
}
