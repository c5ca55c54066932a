import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import type { Sql, TransactionSql } from './database.ts';

/** A piece of work that is due at a moment. Jobs of one key are one job, on however many nodes. */
export interface Job {
  readonly task: string;
  readonly key: string;
  readonly payload: unknown;
  readonly runAt: Date;
}

export interface JobQueueOptions {
  readonly sql: Sql;
  readonly url: string;
  readonly tasks: Readonly<Record<string, (payload: unknown) => Promise<void>>>;
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface JobQueue {
  /** No new work; what runs is waited for, not longer than a drain may take. */
  stop(): Promise<void>;
}

/** How often due jobs are looked for: a deadline fires within 5 s (law 3.8). */
const POLL_MS = 1_000;
const LATEST_STOP_MS = 4_000;
const RESTART_MS = 1_000;
/** A job takes milliseconds: one that is held for so long is held by a process that was killed. */
const HELD_BY_THE_DEAD = '3 seconds';
const SILENT = new Logger(() => () => undefined);

/** The queue's own tables, in their own schema; hubs that start at once wait for each other. */
export function migrateJobs(url: string): Promise<void> {
  return runMigrations({ connectionString: url, logger: SILENT });
}

/** Adds a job, or moves the one that its key has, in the transaction that decided on it: both or neither. */
export async function scheduleJob(sql: TransactionSql, { task, key, payload, runAt }: Job): Promise<void> {
  await sql`
    select graphile_worker.add_job(${task}, payload := ${sql.json(payload as never)}::json, run_at := ${runAt}::timestamptz,
      max_attempts := 25, job_key := ${key}, job_key_mode := 'replace')`;
}

/** Works off jobs with whichever other nodes there are. A database that goes away is waited for. */
export async function startJobQueue(options: JobQueueOptions): Promise<JobQueue> {
  let stopped = false;
  let runner = await runOn(options);
  const follow = async () => {
    while (!stopped) {
      await runner.promise.catch(options.onError ?? (() => undefined));
      while (!stopped) {
        await pause(RESTART_MS);
        const next = stopped ? undefined : await runOn(options).catch(options.onError);
        if (next) {
          runner = next;
          break;
        }
      }
    }
  };
  const followed = follow();
  const freeing = setInterval(() => freeJobs(options.sql).catch(options.onError), POLL_MS);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(freeing);
      await Promise.race([runner.stop().catch(() => undefined), pause(LATEST_STOP_MS)]);
      await Promise.race([followed, pause(RESTART_MS)]);
    },
  };
}

/** The queue itself would wait four hours for a process that was killed. One that lives and is slow is helped: jobs may come twice. */
async function freeJobs(sql: Sql): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs
    where locked_at < now() - ${HELD_BY_THE_DEAD}::interval having count(*) > 0`;
}

function runOn({ url, tasks, onError }: JobQueueOptions): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, work]) => [
      name,
      async (payload: unknown) => {
        try {
          await work(payload);
        } catch (error) {
          onError?.(error);
          throw error;
        }
      },
    ]),
  );
  return run({
    connectionString: url,
    taskList,
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: SILENT,
    crontab: '',
  });
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
