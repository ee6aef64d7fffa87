import { is, type ModdleElement } from '../moddle.ts';
import { called, containersOf, entering, eventsOf, hasTrigger, leaving, nodesIn, trimmed } from './drawn.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Links are pairs inside one container: any number of sources lead to the one target of the same name. */
export const link: Rule = {
  name: 'link',
  check({ definitions, report }) {
    for (const container of containersOf(definitions)) {
      const links = nodesIn(container).filter((node) => is(node, 'bpmn:Event') && hasTrigger(node, 'Link'));
      const targets = links.filter((event) => is(event, 'bpmn:CatchEvent'));
      const sources = links.filter((event) => is(event, 'bpmn:ThrowEvent'));
      for (const event of links) checkEnds(event, targets.includes(event), report);
      for (const source of sources) {
        const found = targets.filter((target) => nameOf(target) === nameOf(source)).length;
        if (found === 1) continue;
        const message =
          found === 0
            ? `链接${called(source)}在同一层里没有同名的落点，走到这里就断了。`
            : `链接${called(source)}在同一层里有 ${found} 个同名的落点，不知道去哪一个。`;
        report(source, { property: 'link', message, remedy: '让链接成对' });
      }
      for (const target of targets) {
        if (sources.some((source) => nameOf(source) === nameOf(target))) continue;
        const message = `链接${called(target)}在同一层里没有同名的起点，永远走不到。`;
        report(target, { property: 'link', message, remedy: '让链接成对' });
      }
    }
  },
};

function checkEnds(event: ModdleElement, isTarget: boolean, report: RuleContext['report']): void {
  if (nameOf(event) === '') {
    report(event, { property: 'link', message: `链接${called(event)}没有名称，配不成对。`, remedy: '填写链接名称' });
  }
  if ((isTarget ? entering(event) : leaving(event)).length > 0) {
    const message = isTarget
      ? `链接的落点${called(event)}有连线指向它，只能由同名的链接跳过来。`
      : `链接的起点${called(event)}之后还有连线，永远走不到。`;
    report(event, { property: 'flow', message, remedy: '删除连线' });
  }
  if (isTarget && leaving(event).length === 0) {
    const message = `链接的落点${called(event)}之后没有路，跳到这里就停了。`;
    report(event, { property: 'flow', message, remedy: '连上下一步' });
  }
}

const nameOf = (event: ModdleElement): string =>
  trimmed(eventsOf(event).find(({ $type }) => $type === 'bpmn:LinkEventDefinition')?.name);
