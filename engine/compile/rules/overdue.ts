import { extension, extensions, type ModdleElement } from '../moddle.ts';
import { called, nodesOf, trimmed } from './drawn.ts';
import type { Rule, RuleContext } from './rule.ts';

const VERBS = ['提醒', '催办', '督办', '通报'];
const MOMENTS = ['created', 'completed', 'overdue'];

/** The ladder of reminders and the notices of a step can be carried out. */
export const overdue: Rule = {
  name: 'overdue',
  check(context) {
    for (const node of nodesOf(context.definitions)) {
      checkLadder(node, context);
      for (const notice of extensions(node, 'onedoor:Notify')) {
        if (trimmed(notice.to) !== '' && MOMENTS.includes(trimmed(notice.when))) continue;
        const message = `${called(node)}的通知没有写全通知谁、什么时候通知，通知不会发出。`;
        context.report(node, { property: 'notify', message, remedy: '补全通知' });
      }
    }
  },
};

function checkLadder(node: ModdleElement, { report }: RuleContext): void {
  const ladder = extension(node, 'onedoor:Overdue');
  const rungs: readonly ModdleElement[] = ladder?.rungs ?? [];
  const problem = { property: 'overdue', remedy: '修改超期处理' } as const;
  for (const [index, rung] of rungs.entries()) {
    const which = `${called(node)}超期处理的第 ${index + 1} 级`;
    if (!/^-?workdays:\d{1,3}$/.test(trimmed(rung.after))) {
      report(node, { ...problem, message: `${which}没有写明几个工作日，到时不会提醒。` });
    }
    if (!VERBS.includes(trimmed(rung.verb))) {
      report(node, { ...problem, message: `${which}应是${VERBS.join('、')}之一，否则到时不知道做什么。` });
    }
    if (trimmed(rung.to) === '') report(node, { ...problem, message: `${which}没有写明找谁，到时没有人收到。` });
  }
  if (rungs.length > 0 && trimmed(extension(node, 'zeebe:TaskSchedule')?.dueDate) === '') {
    const message = `${called(node)}设了超期处理却没有时限，永远不会超期。`;
    report(node, { property: 'due', message, remedy: '设置时限' });
  }
}
