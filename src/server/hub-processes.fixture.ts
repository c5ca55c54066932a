import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heard } from '../../test/leak-guard.ts';
import { packageRoot } from '../config.ts';
import { hasNats, type NatsServer, startNats } from '../events/nats-server.fixture.ts';
import { findPostmaster } from '../store/embedded-postgres/postmaster.ts';
import { startEmbeddedPostgres } from '../store/embedded-postgres/start-embedded-postgres.ts';

const MAIN = `import { main } from '${new URL('../main.ts', import.meta.url).href}'; await main(['node', 'corridor', ...process.argv.slice(1)]);`;
const SECRET = 'a secret of the oracle';
/** What is committed outlives the server's death, not the machine's: enough for what is tried here, and faster. */
const SETTINGS = { fsync: 'off', max_connections: '150' };
const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

/** Hubs as processes on a Postgres and a NATS of their own, each of which can be killed and comes back at the same address. */
export class HubProcesses {
  readonly secret = SECRET;
  readonly #folder = mkdtempSync(join(tmpdir(), 'corridor-processes-'));
  readonly #hubs: (ChildProcess | undefined)[] = [];
  readonly #ports: number[] = [];
  readonly #environment: Record<string, string> = {};
  #natsPort = 0;
  #nats: NatsServer | undefined;
  databaseUrl = '';
  /** What a hub wrote to its standard error, for a test that fails. */
  readonly said: string[] = [];

  async start(hubs: number): Promise<void> {
    await this.#startPostgres();
    if (hasNats) {
      this.#natsPort = await freePort();
      await this.#startNats();
    } else process.stderr.write('NO NATS-SERVER HERE: the hubs of the oracle are woken by Postgres alone\n');
    for (let hub = 0; hub < hubs; hub++) {
      this.#ports[hub] = await freePort();
      await this.startHub(hub);
    }
  }

  urlOf(hub: number): string {
    return `http://127.0.0.1:${this.#ports[hub]}`;
  }

  async startHub(hub: number): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', MAIN, '--', 'start', '--no-samples'], {
      cwd: packageRoot,
      env: {
        PATH: process.env.PATH,
        PORT: String(this.#ports[hub]),
        HOST: '127.0.0.1',
        DATABASE_URL: this.databaseUrl,
        CORRIDOR_DATA: join(this.#folder, `hub-${hub}`),
        CORRIDOR_SECRET: SECRET,
        LOG_LEVEL: 'error',
        ...this.#environment,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', chunk => {
      this.said.push(`hub ${hub}: ${chunk}`);
      heard(String(chunk));
    });
    child.on('exit', code => code !== null && this.said.push(`hub ${hub} ended by itself with ${code}`));
    this.#hubs[hub] = child;
    while (!(await isReady(this.urlOf(hub)))) {
      if (child.exitCode !== null) throw new Error(`a hub does not start: ${this.said.join('')}`);
      await pause(50);
    }
  }

  /** Hubs that ended although nobody killed them. */
  get fallen(): number[] {
    return this.#hubs.flatMap((child, hub) => (typeof child?.exitCode === 'number' ? [hub] : []));
  }

  async killHub(hub: number): Promise<void> {
    await killed(this.#hubs[hub]);
    this.#hubs[hub] = undefined;
  }

  /** Immediately, without a checkpoint: every session is cut, and the log is recovered at the next start. */
  async restartPostgres(): Promise<void> {
    this.#killPostgres();
    await pause(100);
    await this.#startPostgres();
  }

  async restartNats(): Promise<void> {
    if (!hasNats) return;
    await this.#nats?.kill();
    await pause(300);
    await this.#startNats();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#hubs.map(killed));
    await this.#nats?.kill();
    this.#killPostgres();
    await pause(300);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async #startPostgres(): Promise<void> {
    this.databaseUrl = (await startEmbeddedPostgres({ dataDir: this.#folder, settings: SETTINGS })).url;
  }

  async #startNats(): Promise<void> {
    this.#nats = await startNats(this.#natsPort);
    this.#environment.CORRIDOR_EVENTS = this.#nats.url;
  }

  #killPostgres(): void {
    const postmaster = findPostmaster(join(this.#folder, 'postgres'));
    if (postmaster) process.kill(postmaster.pid, 'SIGQUIT');
  }
}

function killed(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    response => response.ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
