import { createHash } from 'node:crypto';
import { canonical } from '../core/json.ts';
import type { Command } from '../model/command.ts';
import type { CommandOptions, Engine, InstanceRef } from '../model/door.ts';
import { Rejected, reject } from '../model/rejection.ts';
import type { Trx } from '../store/statement.ts';
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
  return { town, instance: instance.toLowerCase(), compose: () => command, options, hash: hashOf(asked, options) };
}

/** The start of an instance; which version is the newest is decided in the batch. */
export function startRequest(town: number, start: Start, options: Options, now: Date): Request {
  checkTown(town);
  const { process, version, event, variables, businessKey = null } = start;
  const instance = (start.instance ?? uuidv7(now)).toLowerCase();
  if (!isUuid(instance))
    throw new Rejected(reject('invalid', `Expected a uuid for the new instance but got “${instance}”`));
  return {
    town,
    instance,
    compose: (world) => {
      const key = version === undefined ? world.latest(process)?.key : `${process}@${version}`;
      if (key === undefined || !world.procedure(key)) {
        return reject(
          'not-found',
          `Expected process “${process}” ${version === undefined ? '' : `in version ${version} `}in town ${town} but it is not deployed`,
        );
      }
      return { type: 'start', procedure: key, ...(variables && { variables }), ...(event !== undefined && { event }) };
    },
    options,
    hash: hashOf({ start: { ...start } }, options),
    start: { process, version, businessKey },
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
