#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'dist', 'main.js');

/** When a source of the hub was last changed; never where there are no sources, as in an installed package. */
function lastChange() {
  const sources = join(root, 'src');
  if (!existsSync(sources)) return 0;
  const files = readdirSync(sources, { recursive: true }).filter(
    name => /\.(ts|json)$/.test(name) && !/\.(test|fixture|contract)\.ts$/.test(name),
  );
  return Math.max(...files.map(name => statSync(join(sources, name)).mtimeMs));
}

/** Runs a tool of the project's own, and says so only when it fails. */
function run(tool, ...args) {
  const script = createRequire(import.meta.url).resolve(tool);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status === 0;
}

/** The hub is compiled by `npm ci`; after `npm ci --ignore-scripts`, or a change to a source, it is compiled here. */
function compile() {
  if (existsSync(main) && statSync(main).mtimeMs >= lastChange()) return;
  process.stderr.write('compiling …\n');
  run(join(root, 'scripts', 'mend-postgres.mjs'));
  const clean = run(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json');
  if (clean || (existsSync(main) && statSync(main).mtimeMs >= lastChange())) return;
  process.stderr.write('corridor: the sources do not compile (CONFIGURATION, fix-query)\n');
  process.exit(1);
}

/** Without the explorer the hub still serves everything else. */
function buildExplorer() {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (existsSync(join(root, 'dist', 'explorer', 'index.html')) || !existsSync(vite)) return;
  process.stderr.write('building the explorer …\n');
  run(vite, 'build', 'explorer', '--logLevel', 'warn');
}

/**
 * npm and npx start a command in a shell, pass SIGTERM on to that shell, and leave the command behind. It notices that its parent has gone,
 * and drains as if the signal had reached it.
 */
function followNpm() {
  if (process.env.npm_command === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

compile();
followNpm();
if (process.argv[2] === 'start') buildExplorer();
const { main: runCommand } = await import(pathToFileURL(main).href);
await runCommand(process.argv);
