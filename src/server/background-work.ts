import type { Config } from '../config.ts';
import { LogKeeper } from '../events/log-keeper.ts';
import { HistoryRoller } from '../ingest/history-roller.ts';
import { Refolder } from '../ingest/refolder.ts';
import type { Sql } from '../store/database.ts';
import type { HubSigningKey } from '../store/hub-keys.ts';
import { ReceiptKeeper } from './receipt-keeper.ts';

/** What a hub does besides answering. Every node starts all of it; the database lets one at a time do what must be done once. */
export interface BackgroundWork {
  start(): Promise<void>;
  /** Resolves when nothing of it touches the database any more. */
  stop(): Promise<void>;
}

export interface BackgroundNeeds {
  readonly sql: Sql;
  readonly config: Config;
  readonly alarms: BackgroundWork;
  readonly receiptKeys: readonly HubSigningKey[];
  readonly onError: (error: unknown) => void;
}

export function backgroundWork({ sql, config, alarms, receiptKeys, onError }: BackgroundNeeds): BackgroundWork {
  const all: readonly BackgroundWork[] = [
    new LogKeeper({ sql, days: config.streamDays, onError }),
    new HistoryRoller(sql, onError),
    new Refolder(sql, onError),
    alarms,
    new ReceiptKeeper({ sql, keys: receiptKeys, onError }),
  ];
  return {
    start: async () => {
      for (const each of all) await each.start();
    },
    stop: async () => {
      await Promise.all(all.map(each => each.stop()));
    },
  };
}
