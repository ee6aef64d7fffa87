import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Problem, SourceFile } from '../model/problem.ts';
import type { ModdleElement } from './moddle.ts';
import onedoor from './onedoor.json' with { type: 'json' };
import { identify } from './parse-ids.ts';
import { withinLimits } from './parse-limits.ts';
import { explain, type Finding, type Warning } from './parse-messages.ts';

const moddle = new BpmnModdle({ zeebe, onedoor });

/**
 * Reads one BPMN file. The limits (2 MB, 5,000 elements, depth 64, no DOCTYPE) are checked before the parser sees it, and
 * whatever the parser only warns of (unknown elements, duplicate ids, references to nothing) is refused. Never throws.
 */
export async function parse(
  file: SourceFile,
): Promise<{ readonly definitions: ModdleElement } | { readonly problems: Problem[] }> {
  const problem = (finding: Finding): Problem => ({ severity: 'error', rule: 'parse', file: file.path, ...finding });
  const limit = withinLimits(file.text);
  if (limit) return { problems: [problem({ message: limit })] };
  try {
    const { rootElement, warnings } = (await moddle.fromXML(file.text)) as unknown as Parsed;
    const findings = [...warnings.map(explain), ...identify(rootElement)];
    return findings.length > 0 ? { problems: findings.map(problem) } : { definitions: rootElement };
  } catch (error) {
    const { message, warnings = [] } = error as Failure;
    return { problems: [...warnings.map(explain), explain({ message })].map(problem) };
  }
}

interface Parsed {
  readonly rootElement: ModdleElement;
  readonly warnings: readonly Warning[];
}

interface Failure {
  readonly message: string;
  readonly warnings?: readonly Warning[];
}
