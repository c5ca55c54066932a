/** Starts the station, and a hub that joins its subgraph; asks one question as the terminal; both stay until Ctrl-C, or go with --once. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '..', '..');
const data = resolve(process.env.CORRIDOR_DATA ?? 'data-partner-subgraph');
const partners = join(data, 'partners');
const port = process.env.PORT ?? '4000';
const once = process.argv.includes('--once');
const running = [];

function start(command, environment, ready) {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  return new Promise((done, failed) => {
    child.once('exit', code => failed(new Error(`${command[0]} ended with ${code}`)));
    child.stdout.on('data', chunk => {
      process.stdout.write(chunk);
      if (ready.test(String(chunk))) done();
    });
  });
}

async function stop() {
  const ended = running.map(child => new Promise(done => child.once('exit', done)));
  for (const child of running) child.kill('SIGTERM');
  await Promise.all(ended);
  process.exit(0);
}

async function output(command, environment) {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text.trim().split('\n').at(-1);
}

mkdirSync(data, { recursive: true });
rmSync(partners, { recursive: true, force: true });
cpSync(join(root, 'partners'), partners, { recursive: true });
cpSync(join(here, 'partners'), partners, { recursive: true });

const corridor = join(root, 'bin', 'corridor.mjs');
const hub = { CORRIDOR_DATA: data, CORRIDOR_PARTNERS: partners, PORT: port };
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
await start([join(here, 'station.mjs')], {}, /is at/);
await start([corridor, 'start'], hub, /as=tuas-freight-station|Corridor is at/);

const grant = ['token', '--partner', 'jurong-straits-terminal', '--purpose', 'terminal-operations'];
const token = await output([corridor, ...grant], hub);
const query = `{ equipment(number: "MRDU4001153") {
  number
  consignments { status }
  tuasUnstuffings { id bay begunAt packages condition tallyClerk station { name freeBays place { unlocode name } } }
} }`;

async function ask() {
  const response = await fetch(`http://localhost:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** The samples come in while the hub runs already: the station is asked about the box when the hub knows that it may be. */
async function answer(tries = 120) {
  const found = await ask();
  if (found.data?.equipment?.tuasUnstuffings || tries === 0) return found;
  await new Promise(done => setTimeout(done, 500));
  return answer(tries - 1);
}

console.log(`\nasked as the terminal Jurong Straits:\n${query}\n`);
console.log(JSON.stringify(await answer(), null, 2));
if (once) await stop();
console.log('\nThe hub and the station go on until Ctrl-C.');
