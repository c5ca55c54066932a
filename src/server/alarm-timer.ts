import { setAlarmLimits } from '../ingest/alarm-limits.ts';
import { type AlarmDesk, alarmTasks, putLimitsInForce } from '../ingest/alarm-tasks.ts';
import { assistanceTasks } from '../ingest/assistance-tasks.ts';
import { checkPartnerFileAlarms, lookAtFeed } from '../ingest/check-feed-alarms.ts';
import { alarmRulesOf, type PartnerDirectory } from '../partners/partner-directory.ts';
import type { PartnerProblem } from '../partners/read-partners.ts';
import type { Sql } from '../store/database.ts';
import type { FeedName } from '../store/feed-watch.ts';
import { type JobQueue, startJobQueue } from '../store/job-queue.ts';
import type { BackgroundTask } from './background-task.ts';

export interface AlarmTimerOptions {
  readonly sql: Sql;
  readonly url: string;
  readonly partners: PartnerDirectory;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  /** The samples are sent first: `begin` starts the timers then, or each wait of their story would be raised and withdrawn. */
  readonly afterSamples: boolean;
}

/** This node's part in the timers of alarms: the partners' limits put in force, and jobs worked off together with the other nodes. */
export class AlarmTimer implements BackgroundTask {
  readonly #options: AlarmTimerOptions;
  readonly #desk: AlarmDesk;
  #queue: JobQueue | undefined;
  #stopped = false;

  constructor(options: AlarmTimerOptions) {
    const { sql, partners, now } = options;
    this.#options = options;
    this.#desk = { sql, rules: () => alarmRulesOf(partners), now };
    setAlarmLimits(sql, this.#desk.rules);
  }

  async start(): Promise<void> {
    if (!this.#options.afterSamples) await this.begin();
  }

  async begin(): Promise<void> {
    if (this.#queue || this.#stopped) return;
    const { sql, url, onError } = this.#options;
    this.#queue = await startJobQueue({
      sql,
      url,
      tasks: { ...alarmTasks(this.#desk), ...assistanceTasks(this.#desk) },
      onError,
    });
    await this.partnersChanged([]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#queue?.stop();
  }

  /** After partner files were read: limits may be others, and what is wrong with files is an alarm. */
  async partnersChanged(problems: readonly PartnerProblem[]): Promise<void> {
    const { sql, now } = this.#options;
    await this.#attempt(async () => {
      await putLimitsInForce(this.#desk);
      await checkPartnerFileAlarms(sql, problems, now());
    });
  }

  async feedRefused(feed: FeedName): Promise<void> {
    const { sql, now } = this.#options;
    await this.#attempt(() => sql.begin(transaction => lookAtFeed(transaction, feed, now())));
  }

  /** What fails here must fail nothing else: the next look catches up. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
