import { createServer } from 'node:net';
import { StartError } from './start-error.ts';

/** What is wrong with the address, in Chinese, when listening on it failed. */
export function describeListenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const where = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`端口已被占用：${where}，请先停止占用它的程序，或用环境变量 PORT 换一个端口`);
    case 'EACCES':
      return new StartError(`没有权限使用端口：${where}，请用环境变量 PORT 换一个 1024 以上的端口`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(`环境变量 HOST 有误：本机没有地址 ${host}`);
    default:
      return error;
  }
}

/** Listens for a moment, so that a used port is told before anything is touched. */
export async function refuseUsedPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(describeListenError(error, host, port)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
