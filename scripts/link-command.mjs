import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npx corridor` in a checkout finds the command among those of its packages. Without the link npm takes the checkout for a package to be
 * installed and builds it once more, under a hub that may be running. Windows has no such links without a right to make them: there npm's way stays.
 */
const commands = join(import.meta.dirname, '..', 'node_modules', '.bin');
if (process.platform !== 'win32' && existsSync(commands)) {
  const link = join(commands, 'corridor');
  rmSync(link, { force: true });
  symlinkSync(join('..', '..', 'bin', 'corridor.mjs'), link);
}
