import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where node keeps what it compiled: a program is up in half the time. */
export const compileCache = join(tmpdir(), 'onedoor-compile-cache');

/** A TypeScript program that runs as a process of its own; both outputs are read as lines. */
export interface Program {
  readonly child: ChildProcess;
  /** Every line so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that matches, now or later; rejects when the program ends without one. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves with exit code or signal. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts a program under the Node of the tests. */
export function startProgram(file: string, parameters: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [file, ...parameters], {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const heard = [child.stdout!, child.stderr!].map((input) => {
    const reader = createInterface({ input });
    reader.on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
    return once(reader, 'close');
  });
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    await Promise.all(heard);
    return (code ?? signal) as number | NodeJS.Signals;
  });
  const line = async (pattern: RegExp) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const look = () => {
      const found = lines.find((text) => pattern.test(text));
      if (found !== undefined) resolve(found);
    };
    waiting.add(look);
    look();
    void ended.then((end) =>
      reject(new Error(`Expected a line like ${pattern} but ${file} ended with ${end}: ${lines.join('\n')}`)),
    );
    return promise.finally(() => waiting.delete(look));
  };
  return { child, lines, line, ended };
}
