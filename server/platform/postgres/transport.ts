import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, reachable } from './account.ts';
import { passwordFile, superuser } from './cluster.ts';
import { addressOf } from './postmaster.ts';

/** How clients reach the server: options for PostgreSQL, and the URL of one of its databases. */
export interface Transport {
  readonly options: readonly string[];
  url(database: string): string;
  dispose(): void;
}

/** A unix socket address holds 107 bytes; PostgreSQL also makes a lock file beside the socket. */
const longestFolder = 107 - '/.s.PGSQL.5432'.length;

/** A unix socket in `folder`, or in a short folder under the system's temporary one when the path does not fit. */
export async function openTransport(account: Account, folder: string): Promise<Transport> {
  if (process.platform === 'win32') return openPort(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(account, folder);
  const fits = Buffer.byteLength(folder) <= longestFolder && reachable(account, folder);
  const place = fits ? folder : mkdtempSync(join(tmpdir(), 'onedoor-'));
  own(account, place);
  return {
    options: ['-c', 'listen_addresses=', '-k', place, '-c', 'unix_socket_permissions=0700'],
    url: socketUrl(place),
    dispose: () => rmSync(fits ? join(place, '.s.PGSQL.5432') : place, { recursive: true, force: true }),
  };
}

function own(account: Account, folder: string): void {
  chmodSync(folder, 0o700);
  if (account.asRoot) chownSync(folder, account.uid, account.gid);
}

/** Windows: a free port of the loopback interface. */
async function openPort(folder: string): Promise<Transport> {
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  return {
    options: ['-c', 'listen_addresses=127.0.0.1', '-p', String(port)],
    url: portUrl(join(folder, '..', 'postgres'), port),
    dispose: () => {},
  };
}

/** URLs of the databases of a server that another process of ours runs on this cluster. */
export function urlsOfRunning(cluster: string): Transport['url'] {
  const { port, socket } = addressOf(cluster);
  return process.platform === 'win32' ? portUrl(cluster, port) : socketUrl(socket);
}

const socketUrl = (place: string) => (database: string) =>
  `postgres://${superuser}@/${encodeURIComponent(database)}?host=${encodeURIComponent(place)}`;

function portUrl(cluster: string, port: number): Transport['url'] {
  const password = readFileSync(passwordFile(cluster), 'utf8').trim();
  return (database) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
