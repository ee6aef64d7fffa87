import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

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
  /** What is to happen: once for the two that cut, until further notice for the two that last. */
  fail(fault: Fault | undefined): void;
  close(): Promise<void>;
}

const commit = Buffer.from('commit\0');

/** A proxy on a free port of the loopback in front of the PostgreSQL of a URL. */
export async function startProxy(databaseUrl: string): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let fault: Fault | undefined;
  let faults = 0;
  const server = createServer((client) => {
    const upstream = connect(upstreamOf(databaseUrl));
    let bytes = 0;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        if (fault?.kind !== 'blackhole') other.destroy();
      });
    }
    const cut = () => {
      fault = undefined;
      faults++;
      client.destroy();
    };
    client.on('data', (chunk) => {
      if (fault?.kind === 'blackhole') return void faults++;
      if (fault?.kind !== 'after-commit' || !chunk.includes(commit)) return void upstream.write(chunk);
      // The server has to have it before the client goes: its end would be a rollback.
      upstream.removeAllListeners('data').once('data', () => upstream.end());
      upstream.write(chunk, cut);
    });
    upstream.on('data', (chunk) => {
      if (fault?.kind === 'blackhole') return void faults++;
      if (fault?.kind === 'delay') return void setTimeout(() => client.write(chunk), fault.ms);
      bytes += chunk.length;
      if (fault?.kind !== 'after-bytes' || bytes < fault.bytes) return void client.write(chunk);
      client.write(chunk.subarray(0, Math.max(0, chunk.length - (bytes - fault.bytes))), cut);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgresql://${url.username || 'onedoor'}${url.password && `:${url.password}`}@127.0.0.1:${port}/${databaseOf(databaseUrl)}`,
    faults: () => faults,
    fail: (next) => {
      fault = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
