import type { Engine } from '../../engine/model/door.ts';
import { inSpan } from './tracing.ts';

/** The engine with a span around each command: from the caller's call to the commit of the batch that carried it. */
export function traceEngine<Trx>(engine: Engine<Trx>): Engine<Trx> {
  return {
    ...engine,
    start: (town, start, options) =>
      inSpan('engine.start', { 'onedoor.town': town, 'onedoor.process': start.process }, () =>
        engine.start(town, start, options),
      ),
    execute: (ref, command, options) =>
      inSpan(
        'engine.execute',
        { 'onedoor.town': ref.town, 'onedoor.instance': ref.instance, 'onedoor.command': command.type },
        () => engine.execute(ref, command, options),
      ),
    correlate: (town, message, options) =>
      inSpan('engine.correlate', { 'onedoor.town': town, 'onedoor.message': message.name }, () =>
        engine.correlate(town, message, options),
      ),
    signal: (town, signal, options) =>
      inSpan('engine.signal', { 'onedoor.town': town, 'onedoor.signal': signal.name }, () =>
        engine.signal(town, signal, options),
      ),
    setVariables: (ref, variables, options) =>
      inSpan('engine.setVariables', { 'onedoor.town': ref.town, 'onedoor.instance': ref.instance }, () =>
        engine.setVariables(ref, variables, options),
      ),
    cancel: (ref, reason, options) =>
      inSpan('engine.cancel', { 'onedoor.town': ref.town, 'onedoor.instance': ref.instance }, () =>
        engine.cancel(ref, reason, options),
      ),
  };
}
