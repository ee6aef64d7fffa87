import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';

/** What becomes of a connection between a client and PostgreSQL. */
export type Fault =
  /** The client is cut off as soon as a COMMIT has gone on to the server: its answer is lost. */
  | { readonly kind: 'after-commit' }
  /** The connection ends after so many bytes from the server. */
  | { readonly kind: 'after-bytes'; readonly bytes: number }
  /** From now on nothing goes through in either direction, and nobody is told. */
  | { readonly kind: 'blackhole' }
  /** Everything from the server comes so many milliseconds later. */
  | { readonly kind: 'delay'; readonly ms: number };

export interface TcpProxy {
  /** The database's URL through the proxy. */
  readonly url: string;
  /** How often a fault has come about. */
  readonly faults: () => number;
  /** What is to happen: once for the two that cut, until further notice for the two that last. What fell into a hole ends then. */
  fail(fault: Fault | undefined): void;
  /** New connections go to the PostgreSQL of this URL. */
  moveTo(databaseUrl: string): void;
  close(): Promise<void>;
}

const commit = Buffer.from('commit\0');

/** A proxy on a free port of the loopback in front of the PostgreSQL of a URL. */
export async function startProxy(databaseUrl: string): Promise<TcpProxy> {
  const { user, password, database } = new pg.Client(databaseUrl);
  let address = addressOf(databaseUrl);
  const sockets = new Set<Socket>();
  const holed = new Set<Socket>();
  let fault: Fault | undefined;
  let faults = 0;

  const server = createServer((client) => {
    const upstream = connect(address);
    let bytes = 0;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        holed.delete(socket);
        other.destroy();
      });
    }
    const cut = () => {
      faults++;
      client.destroy();
    };
    /** Whoever has fallen into the hole stays there: the rest of a stream makes no sense. */
    const swallowed = () => {
      if (fault?.kind === 'blackhole' && !holed.has(client)) {
        faults++;
        holed.add(client);
      }
      return holed.has(client);
    };
    client.on('data', (chunk) => {
      if (swallowed()) return;
      upstream.write(chunk);
      if (fault?.kind !== 'after-commit' || !chunk.includes(commit)) return;
      fault = undefined;
      // The server's answer says that it has carried it out; the client goes without it.
      upstream.removeAllListeners('data').once('data', cut);
    });
    upstream.on('data', (chunk) => {
      if (swallowed()) return;
      bytes += chunk.length;
      if (fault?.kind === 'delay') {
        faults++;
        setTimeout(() => client.write(chunk), fault.ms);
      } else if (fault?.kind === 'after-bytes' && bytes >= fault.bytes) {
        client.write(chunk.subarray(0, chunk.length - (bytes - fault.bytes)));
        fault = undefined;
        cut();
      } else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const login = `${user}${password ? `:${encodeURIComponent(password)}` : ''}`;
  return {
    url: `postgres://${login}@127.0.0.1:${own}/${database}`,
    faults: () => faults,
    fail: (next) => {
      if (fault?.kind === 'blackhole') for (const socket of holed) socket.destroy();
      fault = next;
    },
    moveTo: (next) => {
      address = addressOf(next);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function addressOf(databaseUrl: string) {
  const { host, port } = new pg.Client(databaseUrl);
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
}
