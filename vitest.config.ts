import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Node gives packages the CommonJS build of graphql, Vite would give the tests its ES modules: a schema must not hold both.
const oneGraphql = {
  find: /^graphql$/,
  replacement: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)),
};

export default defineConfig({
  resolve: { alias: [oneGraphql] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts'],
    globalSetup: ['test/postgres-cluster.ts', 'test/leak-watch.ts'],
    setupFiles: ['test/leak-guard.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // The files of one worker share what they import, which saves a third of the time: a test leaves nothing behind in the process.
    isolate: false,
  },
});
