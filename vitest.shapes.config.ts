import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The shapes of the graph side by side, with nine processes: a command of its own, and a step of .ci/run. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/three-shapes.suite.ts'], hookTimeout: 600_000, testTimeout: 600_000 },
});
