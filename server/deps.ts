import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { Engine } from '../engine/model/door.ts';
import type { Database, Trx } from './db/schema.ts';
import type { Deps } from './platform/deps.ts';

/** What every route, service and action of the domain gets, with the tables it knows. */
export interface ServerDeps extends Deps<Database> {
  readonly engine: Engine<Trx>;
}

/** The HTTP server as the routes see it: schemas are TypeBox, their types reach the handlers. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;
