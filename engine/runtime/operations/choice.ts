import type { IncidentCode } from '../../model/instance.ts';
import type { MigrationPlan } from '../../model/operation.ts';
import type { Bulk, InstanceQuery } from '../../model/operations.ts';
import type { Procedure } from '../../model/procedure.ts';
import { Rejected, reject } from '../../model/rejection.ts';
import type { Procedures } from '../procedures.ts';
import { isUuid } from '../uuid.ts';

/** The query of a choice, with what the order means where the query says nothing: see `Choice`. */
export function chosenBy(query: InstanceQuery, order: ChoosingOrder): InstanceQuery {
  const { status = order.kind === 'resume' ? 'suspended' : 'active' } = query;
  if (order.kind === 'retry') return { ...query, status, incident: query.incident ?? order.code ?? true };
  const anyVersion = query.process === undefined && query.version === undefined;
  return order.kind === 'migrate' && anyVersion ? { ...query, status, version: order.plan.from } : { ...query, status };
}

/** Of an order, what says which instances it can mean. */
type ChoosingOrder =
  | { readonly kind: 'migrate'; readonly plan: Pick<MigrationPlan, 'from'> }
  | { readonly kind: 'retry'; readonly code?: IncidentCode }
  | { readonly kind: Exclude<Bulk['kind'], 'migrate' | 'retry'> };

/** Throws `Rejected` (`invalid`) for what cannot be the id of an instance. */
export function checkedId(id: string): string {
  if (isUuid(id)) return id.toLowerCase();
  throw new Rejected(reject('invalid', `Expected the uuid of an instance but got “${id}”`));
}

/** Throws `Rejected` (`not-found`) unless the town has these versions. */
export async function knownVersions(
  { procedures }: { readonly procedures: Pick<Procedures, 'get'> },
  town: number,
  keys: readonly string[],
): Promise<readonly Procedure[]> {
  return Promise.all(
    keys.map(async (key) => {
      const procedure = await procedures.get(town, key);
      if (procedure) return procedure;
      throw new Rejected(reject('not-found', `Expected version ${key} in town ${town} but it is not deployed`));
    }),
  );
}
