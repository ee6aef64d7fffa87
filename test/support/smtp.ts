import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next message. */
export type Behaviour =
  | 'accept'
  /** Answers the recipient, or the message, with this code. */
  | { readonly refuse: 'recipient' | 'data'; readonly code: number }
  /** Has the whole message, and then the connection ends, or nothing more is said. */
  | 'drop'
  | 'silence';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: ParsedMail;
  readonly raw: string;
}

export interface TestSmtp {
  readonly url: string;
  /** Every message that the server has had completely, also those it did not acknowledge. */
  readonly received: Received[];
  /** How the next messages are treated, one each; afterwards they are accepted. */
  behave(...behaviours: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** A real SMTP server on a free port that can misbehave. */
export async function startSmtp(): Promise<TestSmtp> {
  const received: Received[] = [];
  const queue: Behaviour[] = [];
  const sockets = new Set<Socket>();
  const failure = (code: number) => Object.assign(new Error('not today'), { responseCode: code });
  let current: Behaviour = 'accept';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onMailFrom(_address, _session, done) {
      current = queue.shift() ?? 'accept';
      done();
    },
    onRcptTo(_address, _session, done) {
      done(typeof current === 'object' && current.refuse === 'recipient' ? failure(current.code) : null);
    },
    onData(stream, session, done) {
      const behaviour = current;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString();
        if (typeof behaviour === 'object') return done(failure(behaviour.code));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          mail: await simpleParser(raw),
          raw,
        });
        if (behaviour === 'accept') return done(null);
        if (behaviour === 'drop') for (const socket of sockets) socket.destroy();
      });
    },
  });
  server.on('error', () => {}); // A client that went away.
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?from=jiaoban@onedoor.example`,
    received,
    behave: (...behaviours) => void queue.push(...behaviours),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
