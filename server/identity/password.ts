import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../platform/problem.ts';

/** argon2id, 19 MiB, two passes: the library's defaults, which are those of OWASP. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'));

let decoy: Promise<string> | undefined;

/** Whether the password is right. Without an account the same work is done, so that the time tells nothing. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return stored !== undefined && right;
}

/** The policy of GB/T 22239 level 3 as shipped: at least 12 characters of three of the four classes, not the login. */
export function demandStrongPassword(password: string, login: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((one) => one.test(password)).length;
  const weak = [...password].length < 12 || classes < 3 || password.toLowerCase().includes(login.toLowerCase());
  if (weak) {
    throw new Problem(422, 'weak-password', '密码至少 12 位，须含大写字母、小写字母、数字、符号中的三类，且不含账号', {
      field: '/next',
    });
  }
}
