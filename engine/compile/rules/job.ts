import { extension, type ModdleElement } from '../moddle.ts';
import { actsOut, called, eventsOf, isFeel, nodesOf, sendsMessage, trimmed } from './drawn.ts';
import type { Rule, RuleContext } from './rule.ts';

/** A service or send task names an action that exists, and hands it what it needs. */
export const job: Rule = {
  name: 'job',
  check(context) {
    for (const type of ['bpmn:ServiceTask', 'bpmn:SendTask']) {
      for (const task of nodesOf(context.definitions, type)) if (!sendsMessage(task)) checkTask(task, context);
    }
    for (const event of nodesOf(context.definitions, 'bpmn:ThrowEvent').filter(actsOut)) {
      const [definition, ...more] = eventsOf(event);
      if (definition?.$type === 'bpmn:MessageEventDefinition' && more.length === 0) checkTask(event, context);
      else {
        const message = `${called(event)}上的动作不会执行：只有消息事件可以用动作来发。`;
        context.report(event, { property: 'job', message, remedy: '删除动作' });
      }
    }
  },
};

function checkTask(task: ModdleElement, { catalogue, report }: RuleContext): void {
  const definition = extension(task, 'zeebe:TaskDefinition');
  const type = trimmed(definition?.type);
  const retries = trimmed(definition?.retries);
  if (retries !== '' && !/^[1-9]\d?$/.test(retries)) {
    report(task, {
      property: 'job',
      message: `${called(task)}的重试次数“${retries}”应是 1 到 99 的整数。`,
      remedy: '修改重试次数',
    });
  }
  if (type === '') {
    report(task, {
      property: 'job',
      message: `${called(task)}没有选择要做的动作，走到这里什么也不会发生，流程会停住。`,
      remedy: '选择动作',
    });
  } else if (isFeel(type)) {
    report(task, { property: 'job', message: `${called(task)}的动作要直接选定，不能用表达式。`, remedy: '选择动作' });
  } else if (catalogue.jobs) {
    checkAction(task, type, { catalogue, report });
  }
}

function checkAction(
  task: ModdleElement,
  type: string,
  { catalogue, report }: Pick<RuleContext, 'catalogue' | 'report'>,
): void {
  const action = catalogue.jobs?.get(type);
  if (!action) {
    report(task, {
      property: 'job',
      message: `${called(task)}要做的动作“${type}”不存在，走到这里流程会停住。`,
      remedy: '选择动作',
    });
    return;
  }
  const inputs: readonly ModdleElement[] = extension(task, 'zeebe:IoMapping')?.inputParameters ?? [];
  const given = new Set(inputs.map(({ target }) => trimmed(target)));
  for (const name of action.required.filter((one) => !given.has(one))) {
    report(task, {
      property: 'inputs',
      message: `${called(task)}的动作“${action.title}”缺少必需的输入“${name}”，执行时会失败。`,
      remedy: '补上输入',
    });
  }
  for (const name of [...given].filter((one) => ![...action.required, ...action.optional].includes(one))) {
    report(task, {
      severity: 'warning',
      property: 'inputs',
      message: `${called(task)}的动作“${action.title}”用不到输入“${name}”，请核对名称。`,
      remedy: '核对输入',
    });
  }
}
