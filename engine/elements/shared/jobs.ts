import type { FlowNode } from '../../model/procedure.ts';
import type { ModelElement, Source } from './source.ts';

const DEFAULT_RETRIES = 3;

/** The job of a service or send task: type, attempts and headers. */
export function readJob({ extension }: Source): Partial<FlowNode> {
  const definition = extension('zeebe:TaskDefinition');
  const headers: readonly ModelElement[] = extension('zeebe:TaskHeaders')?.values ?? [];
  const retries = Number(definition?.retries ?? DEFAULT_RETRIES);
  return {
    job: {
      type: definition?.type ?? '',
      retries: Number.isInteger(retries) && retries > 0 ? retries : DEFAULT_RETRIES,
      headers: Object.fromEntries(headers.map(({ key, value }) => [String(key), String(value ?? '')])),
    },
  };
}
