import { createHash } from 'node:crypto';
import { canonical } from '../core/json.ts';
import type { Command } from '../model/command.ts';
import type { CommandOptions, Engine, InstanceRef } from '../model/door.ts';
import { Rejected, reject } from '../model/rejection.ts';
import type { Trx } from '../store/statement.ts';
import { taggedId } from '../store/unit-of-work/latest.ts';
import type { Request } from '../store/unit-of-work/request.ts';
import { isUuid, uuidv7 } from './uuid.ts';

type Options = CommandOptions<Trx>;
export type Start = Parameters<Engine['start']>[1];

/** A command on an instance that exists. */
export function commandRequest(
  { town, instance }: InstanceRef,
  command: Command,
  options: Options,
  asked: unknown = { instance, command },
): Request {
  checkTown(town);
  if (!isUuid(instance))
    throw new Rejected(reject('not-found', `Expected the uuid of an instance but got “${instance}”`));
  return {
    town,
    instance: instance.toLowerCase(),
    compose: () => command,
    options,
    hash: hashOf(asked, options),
    ...(command.type === 'migrate' && { procedures: [command.plan.from, command.plan.to] }),
  };
}

/** The start of an instance; which version is the newest, or the newest with the tag, is decided in the batch. */
export function startRequest(town: number, start: Start, options: Options, now: Date): Request {
  checkTown(town);
  const { process, version, tag, event, variables, businessKey = null } = start;
  if (version !== undefined && tag !== undefined)
    throw new Rejected(reject('invalid', `Expected a version or a tag but got version ${version} and tag “${tag}”`));
  const instance = (start.instance ?? uuidv7(now)).toLowerCase();
  if (!isUuid(instance))
    throw new Rejected(reject('invalid', `Expected a uuid for the new instance but got “${instance}”`));
  return {
    town,
    instance,
    compose: (world, { keys, suspended }) => {
      const newest = keys.get(tag === undefined ? process : taggedId(process, tag));
      const key = version === undefined ? newest : `${process}@${version}`;
      if (key === undefined || !world.procedure(key)) {
        const which = version !== undefined ? `in version ${version} ` : tag === undefined ? '' : `with tag “${tag}” `;
        return reject('not-found', `Expected process “${process}” ${which}in town ${town} but it is not deployed`);
      }
      if (suspended.has(key)) return reject('conflict', `Expected ${key} to begin instances but it is suspended`);
      return { type: 'start', procedure: key, ...(variables && { variables }), ...(event !== undefined && { event }) };
    },
    options,
    hash: hashOf({ start: { ...start } }, options),
    start: { process, version, businessKey, ...(tag !== undefined && { tag }) },
  };
}

function checkTown(town: number): void {
  if (!Number.isInteger(town) || town < 1 || town > 999_999_999)
    throw new Rejected(reject('invalid', `Expected the code of a town but got ${town}`));
}

/** Of what was asked; only needed to tell a repeated key from a reused one. */
export function hashOf(asked: unknown, options: Options): string {
  if (options.idempotencyKey === undefined) return '';
  try {
    return createHash('sha256')
      .update(JSON.stringify(canonical(asked)))
      .digest('base64');
  } catch (error) {
    throw new Rejected(reject('invalid', error instanceof Error ? error.message : 'Expected JSON'));
  }
}
