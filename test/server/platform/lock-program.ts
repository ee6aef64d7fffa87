import { lockFolder } from '../../../server/platform/lock.ts';

// Takes the lock of the folder that it is told, says how that went, and keeps it until its input ends.
try {
  const lock = lockFolder(process.argv[2]!);
  console.log('held');
  process.stdin.resume().on('end', () => lock.release());
} catch (error) {
  console.log(`refused: ${(error as Error).message}`);
}
