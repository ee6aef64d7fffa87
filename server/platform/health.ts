/** Named checks that together say whether the process can serve. */
export interface Health {
  /** Adds or replaces a check; it fails by throwing. */
  check(name: string, run: () => unknown): void;
  /** Runs every check, each for at most `limit` milliseconds. */
  report(limit?: number): Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, boolean>> }>;
}

export function createHealth(): Health {
  const checks = new Map<string, () => unknown>();
  return {
    check: (name, run) => checks.set(name, run),
    report: async (limit = 2000) => {
      const results = await Promise.all(
        [...checks].map(async ([name, run]) => [name, await passes(run, limit)] as const),
      );
      return { ready: results.every(([, ok]) => ok), checks: Object.fromEntries(results) };
    },
  };
}

async function passes(run: () => unknown, limit: number): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`Expected an answer within ${limit} ms but there was none`)), limit);
  try {
    await Promise.race([(async () => run())(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
