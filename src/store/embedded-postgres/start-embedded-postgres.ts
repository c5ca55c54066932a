import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CorridorError } from '../../errors.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { launchPostmaster, type ServerSettings } from './launch-postmaster.ts';
import { awaitReady, stopPostmaster, UNRESPONSIVE } from './postmaster.ts';
import { chooseServerAccount } from './server-account.ts';
import { findServerBinaries } from './server-binaries.ts';
import { isRefusal, type ServerLease, takeLease } from './server-lease.ts';

export interface EmbeddedPostgres {
  readonly url: string;
  /** Stops the server, unless another hub is using it too. */
  stop(): Promise<void>;
  /** The server was running already: left behind by a killed hub, or in use by a living one. */
  readonly adopted: boolean;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly settings?: ServerSettings;
}

/** A server that was killed leaves children which hold the cluster for a moment longer. */
const LAUNCH_ATTEMPTS = 10;
const ADOPTION_ATTEMPTS = 3;
const PAUSE_MS = 200;
/** A server that cannot say whether it is in use stays: the next start adopts or stops it. */
const RELEASE_TIMEOUT_MS = 5_000;
const RECOVERY_TIMEOUT_MS = 120_000;

function embedded(clusterDir: string, pid: number, lease: ServerLease, adopted: boolean): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  const leave = async () => {
    const hung = sleep(RELEASE_TIMEOUT_MS, false, { ref: false });
    const last = await Promise.race([lease.release().catch(() => false), hung]);
    if (last) await stopPostmaster(pid, clusterDir);
    await lease.end();
  };
  return {
    url: lease.url,
    adopted,
    stop: () => {
      stopping ??= leave();
      return stopping;
    },
  };
}

/**
 * A server that runs on this cluster already, if it lets us in. One that is shutting down is waited for; one that lives
 * and answers nobody, time after time, is stopped.
 */
async function adopt(clusterDir: string): Promise<EmbeddedPostgres | undefined> {
  for (let attempt = 1; ; attempt++) {
    const running = await awaitReady(clusterDir, RECOVERY_TIMEOUT_MS);
    if (!running) return undefined;
    try {
      const lease = await takeLease(clusterDir, running.port);
      return embedded(clusterDir, running.pid, lease, true);
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (attempt >= ADOPTION_ATTEMPTS) await stopPostmaster(running.pid, clusterDir, UNRESPONSIVE);
      else await sleep(PAUSE_MS);
    }
  }
}

/**
 * Runs the Postgres of the npm package on `<dataDir>/postgres`: makes the cluster the first time, adopts a server that
 * runs on it already, else starts one. Several processes may do so at once; Postgres's own lock file arbitrates.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const { settings = {} } = options;
  const clusterDir = join(dataDir, 'postgres');
  const logFile = join(dataDir, 'postgres.log');
  mkdirSync(dataDir, { recursive: true });
  const account = chooseServerAccount(clusterDir);
  const { initdb, postgres } = findServerBinaries(dataDir, account);
  await initialiseCluster({ initdb, clusterDir, account, durable: settings.fsync !== 'off' });
  let failure = '';
  for (let attempt = 0; attempt < LAUNCH_ATTEMPTS; attempt++) {
    const adopted = await adopt(clusterDir);
    if (adopted) return adopted;
    const launch = await launchPostmaster({ postgres, clusterDir, logFile, account, settings });
    if ('postmaster' in launch) {
      const { pid, port } = launch.postmaster;
      const lease = await takeLease(clusterDir, port).catch(() => undefined);
      if (lease) return embedded(clusterDir, pid, lease, false);
    } else failure = launch.failure;
    await sleep(PAUSE_MS);
  }
  throw new CorridorError('CONFIGURATION', 'fix-query', `the embedded Postgres does not start: ${failure}`, {
    logFile,
  });
}
