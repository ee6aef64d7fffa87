import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { compileCache } from '../support/programs.ts';
import { seeded } from './chance.ts';

export interface Campaign {
  readonly url: string;
  /** Where the callers of each lane write down what they asked and heard. */
  readonly ackLog: (lane: number) => string;
  readonly kills: number;
  readonly seed: string;
  /** Moment of the machine's clock at which the clock of the campaign began (ms). */
  readonly epoch: number;
  /** First number of the lives, so that a campaign can go on where another one stopped. */
  readonly firstLife?: number;
  /** A module that every victim loads first. */
  readonly loader?: string;
}

/** Servers at the same time: more than one writer, and one more than this machine has processors is enough. */
export const lanes = 3;
/** A victim that lives so long has a fault of another kind. */
const patienceMs = 240_000;

/** Several servers on one database; each is killed (-9) after a random number of answers, and another follows at once. */
export async function killAtRandom(campaign: Campaign): Promise<{ readonly answers: number }> {
  let left = campaign.kills;
  const heard: number[] = [];
  const life = (campaign.firstLife ?? 0) + 1;
  if (life === 1) await live(campaign, { lane: 0, life: 0, answers: Number.POSITIVE_INFINITY, later: 0 });
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const random = seeded(`${campaign.seed}-kills-${lane}-${life}`);
      for (let number = life; left > 0; number++) {
        left--;
        const answers = Math.floor(random() ** 2 * 30);
        const later = random() * 60;
        // The moment between COMMIT and its answer is too short to be met by chance: every fourth dies in it.
        const point = number % 4 === 0 ? `batch:after-commit:${2 + Math.floor(random() * 8)}` : undefined;
        heard.push(await live(campaign, { lane, life: number, answers, later, ...(point && { point }) }));
      }
    }),
  );
  return { answers: heard.reduce((sum, one) => sum + one, 0) };
}

/** One life of a server: it is killed so long (ms) after so many answers, or at a crash point if it passes it before. */
interface Life {
  readonly lane: number;
  readonly life: number;
  readonly answers: number;
  readonly later: number;
  readonly point?: string;
}

/** Lives it; answers how many answers there were. */
async function live(campaign: Campaign, { lane, life, answers, later, point }: Life): Promise<number> {
  const { url, ackLog, seed, epoch, loader } = campaign;
  const child = spawn(
    process.execPath,
    [
      ...(loader ? ['--import', loader] : []),
      join(import.meta.dirname, 'victim-program.ts'),
      ...[url, ackLog(lane), `${seed}-${lane}`, String(life), String(epoch)],
    ],
    {
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...(point && { ONEDOOR_CRASH: point }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  let errors = '';
  let dying = false;
  // An answer means that a batch has just ended: the moment is moved on, so that all parts of a batch are met.
  const look = (chunk: string) => {
    said += chunk;
    if (dying || !said.startsWith('ready') || said.split('\n').length - 2 < answers) return;
    dying = true;
    setTimeout(() => child.kill('SIGKILL'), later);
  };
  child.stdout.setEncoding('utf8').on('data', look);
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const guard = setTimeout(() => child.kill('SIGTERM'), patienceMs);
  const [code, signal] = await once(child, 'close');
  clearTimeout(guard);
  if (signal !== 'SIGKILL' && !(life === 0 && code === 0))
    throw new Error(
      `Expected a victim to work until it is killed but it ended with ${code ?? signal}: ${said}${errors}`,
    );
  return said.split('\n').filter((line) => line === '.').length;
}
