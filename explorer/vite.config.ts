import { defineConfig } from 'vite';

export default defineConfig({
  /** Monaco's workers import chunks of their own. */
  worker: { format: 'es' },
  build: {
    /** Beside the compiled server, which reads it from there. */
    outDir: '../dist/explorer',
    emptyOutDir: true,
    target: 'es2022',
    /** The policy of the page (EXPLORER_CSP) lets no data: URL be a font or a script. */
    assetsInlineLimit: 0,
    /** Monaco, the editor, is one chunk of this size, loaded after the page is there. */
    chunkSizeWarningLimit: 3500,
    rolldownOptions: {
      onLog(level, log, report) {
        /** React's libraries mark their modules "use client"; there is no server that renders here. */
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});
