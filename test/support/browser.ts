import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser's program. */
    chromium: string;
  }
}

/** Finds the browser once a run, before the first story. */
export default function setup(project: TestProject): void {
  project.provide('chromium', findChromium());
}
