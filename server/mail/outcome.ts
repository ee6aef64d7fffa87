/** How an attempt to send ended. `unknown`: the server may have the message; it is sent again under the same Message-ID. */
export interface AttemptOutcome {
  readonly kind: 'sent' | 'retry' | 'unknown' | 'failed';
  /** zh-CN, without addresses or what the server wrote. */
  readonly error: string | null;
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly rejectedErrors?: readonly SmtpError[];
}

/** Replies to these concern this one mail; any other 5xx (greeting, login) is a fault of the connection. */
const aboutTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA', 'BDAT']);

/** Classifies what nodemailer threw: by the server's reply code first, then by whether the server may have the message. */
export function classifyFailure(error: unknown, handedOver: boolean): AttemptOutcome {
  const failure = error as SmtpError;
  const { code = '', command = '', responseCode } = failure.rejectedErrors?.[0] ?? failure;
  if (code === 'EAUTH') return { kind: 'retry', error: '邮件服务器不接受登录，请检查 SMTP_URL' };
  if (responseCode !== undefined && responseCode >= 500 && aboutTheMail.has(command)) {
    return { kind: 'failed', error: `对方邮箱拒收（${responseCode}）` };
  }
  if (responseCode !== undefined && responseCode >= 400) {
    return { kind: 'retry', error: `邮件服务器暂时不收（${responseCode}），稍后自动重发` };
  }
  if (handedOver) return { kind: 'unknown', error: '发出后没有回音，稍后重发同一封' };
  if (code === 'ESTREAM' || code === 'EFILEACCESS' || code === 'EURLACCESS')
    return { kind: 'failed', error: '信函内容无法发送' };
  return { kind: 'retry', error: '连接不上邮件服务器，稍后自动重发' };
}

const minute = 60_000;
const waits = [1, 2, 5, 15, 60].map((minutes) => minutes * minute);
const giveUpAfter = 24 * 60 * minute;

/** When the next attempt is due after `attempts` have been made, or undefined when a day has gone. */
export function nextAttempt(attempts: number, created: Date, now: Date): Date | undefined {
  const next = new Date(now.getTime() + (waits[attempts - 1] ?? waits.at(-1)!));
  return next.getTime() - created.getTime() > giveUpAfter ? undefined : next;
}
