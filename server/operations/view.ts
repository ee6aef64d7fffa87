import type { InstanceView as EngineView } from '../../engine/model/door.ts';
import type { IncidentState, InstanceState } from '../../engine/model/instance.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import { localIso } from '../calendar/zone.ts';
import { facts as domainFacts, type FactDefinition } from '../catalogue/facts.ts';
import type { ServerDeps } from '../deps.ts';
import { has, type Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import type { IncidentItem, InstanceView } from './contract.ts';
import { factsRead, knownFacts } from './facts.ts';
import { type Naming, namingFor, partsOf } from './naming.ts';
import { keysOf, scopesOf, statusOf, tokensOf } from './state.ts';
import { openWaits } from './waits.ts';
import { incidentWords } from './words.ts';

/** The instance of the town with this id, or a 404. */
export async function demandInstance(
  { engine }: Pick<ServerDeps, 'engine'>,
  town: number,
  id: string,
): Promise<EngineView> {
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  const found = uuid ? await engine.instance({ town, instance: id }) : undefined;
  if (!found) throw new Problem(404, 'instance-not-found', '没有找到这一件');
  return found;
}

/** What may be shown of the facts of each version; the domain's where a version is not known. */
export async function factsOfVersions(
  { engine }: Pick<ServerDeps, 'engine'>,
  town: number,
  procedures: readonly (Procedure | undefined)[],
): Promise<(key: string) => ReadonlyMap<string, FactDefinition>> {
  const known = new Map<string, ReadonlyMap<string, FactDefinition>>();
  for (const one of procedures) if (one) known.set(one.key, knownFacts(one, (await engine.files(town, one.key)) ?? []));
  return (key) => known.get(key) ?? domainFacts;
}

/** Everything that administrators see of one instance as it stands now. */
export async function instanceView(deps: ServerDeps, me: Me, id: string): Promise<InstanceView> {
  const found = await demandInstance(deps, me.town, id);
  const { state, businessKey } = found;
  const keys = keysOf(state);
  const naming = await namingFor(deps, me.town, { procedures: [found.procedure, ...keys], cases: [businessKey] });
  const known = await factsOfVersions(deps, me.town, keys.map(naming.procedure));
  const root = state.scopes.find(({ t }) => t === undefined)?.p ?? found.procedure;
  const tokens = tokensOf(state, naming);
  const number = naming.number(businessKey);
  const status = statusOf(found.status, state.z === true);
  return {
    id: found.ref.instance,
    number,
    case: number === null ? null : businessKey,
    key: root,
    ...partsOf(root),
    name: naming.procedure(root)?.name ?? partsOf(root).process,
    status,
    started: localIso(found.created),
    ended: found.ended && localIso(found.ended),
    rev: found.rev,
    stands: tokens
      .filter(({ inside }) => inside === null)
      .map(({ element, name, procedure }) => ({ element, name, procedure })),
    incidents: state.incidents.length,
    incidentList: state.incidents.map((one) => incidentItem(found, one, naming, known)),
    scopes: scopesOf(state, naming, known),
    tokens,
    waits: await openWaits(deps, me.town, found, naming),
    may: rightsOn(me, status, state),
  };
}

function incidentItem(
  { ref, businessKey, state }: EngineView,
  incident: IncidentState,
  naming: Naming,
  known: (key: string) => ReadonlyMap<string, FactDefinition>,
): IncidentItem {
  const key = keysOf(state).find((one) => naming.procedure(one)?.nodes[incident.n]) ?? '';
  return {
    ...naming.step(key, incident.n),
    instance: ref.instance,
    number: naming.number(businessKey),
    incident: incident.i,
    code: incident.code,
    ...incidentWords[incident.code],
    facts: factsRead(naming.procedure(key), incident.n, known(key)),
    raised: localIso(incident.at),
    resolved: null,
  };
}

/** What this person may do to it now; a director or an auditor only looks. */
function rightsOn(me: Me, status: InstanceView['status'], state: InstanceState): InstanceView['may'] {
  if (!has(me, 'admin') || (status !== 'active' && status !== 'suspended')) return [];
  const always = ['cancel', 'modify', 'variables', 'migrate'] as const;
  if (status === 'suspended') return ['resume', ...always];
  return ['suspend', ...always, ...(state.incidents.length > 0 ? (['retry', 'skip'] as const) : [])];
}
