import type { Procedure } from '../../engine/model/procedure.ts';
import { briefCases } from '../cases/queries.ts';
import type { ServerDeps } from '../deps.ts';
import type { Step } from './contract.ts';
import { nameOf } from './words.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Names of what is named by ids, for one answer. */
export interface Naming {
  /** Undefined when the version was never deployed in the town. */
  readonly procedure: (key: string) => Procedure | undefined;
  /** An element by the name people gave it; what a version does not have keeps its id. */
  readonly step: (key: string, element: string) => Step;
  /** Number of the case that a business key stands for. */
  readonly number: (businessKey: string | null) => string | null;
}

/** Reads the procedures and the case numbers that an answer is going to name. */
export async function namingFor(
  { engine, database }: Pick<ServerDeps, 'engine' | 'database'>,
  town: number,
  needs: { readonly procedures: Iterable<string>; readonly cases?: Iterable<string | null> },
): Promise<Naming> {
  const keys = [...new Set(needs.procedures)];
  const ids = [...new Set(needs.cases ?? [])].filter((key): key is string => key !== null && uuid.test(key));
  const [found, cases] = await Promise.all([
    Promise.all(keys.map((key) => engine.procedure(town, key))),
    briefCases(database, town, ids),
  ]);
  const procedures = new Map(found.flatMap((one) => (one ? [[one.key, one]] : [])));
  return {
    procedure: (key) => procedures.get(key),
    step: (key, element) => {
      const procedure = procedures.get(key);
      const node = procedure?.nodes[element];
      const name = node ? nameOf(node) : procedure?.id === element ? procedure.name : element;
      return { element, name, procedure: key };
    },
    number: (businessKey) => (businessKey === null ? null : (cases.get(businessKey)?.number ?? null)),
  };
}

/** `id@version` in its parts. */
export function partsOf(key: string): { readonly process: string; readonly version: number } {
  const at = key.lastIndexOf('@');
  return { process: key.slice(0, at), version: Number(key.slice(at + 1)) };
}
