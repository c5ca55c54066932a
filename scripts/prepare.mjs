import { spawnSync } from 'node:child_process';

/**
 * `npm ci` builds. `npx corridor` in a checkout prepares the checkout too, as a package of its own (npm 11, libnpmexec), which would build it once
 * more, under a hub that may be running: there the command compiles by itself what has changed.
 */
if (process.env.npm_command !== 'exec') {
  const { status } = spawnSync('npm run build', { stdio: 'inherit', shell: true });
  process.exitCode = status ?? 1;
}
