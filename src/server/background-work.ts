import { LogKeeper } from '../events/log-keeper.ts';
import { HistoryRoller } from '../ingest/history-roller.ts';
import { Refolder } from '../ingest/refolder.ts';
import type { HubSigningKey } from '../store/hub-keys.ts';
import { deliveredUpTo } from '../store/webhook-store.ts';
import type { HubServices } from './hub-services.ts';
import { ReceiptKeeper } from './receipt-keeper.ts';
import { WebhookWork } from './webhook-work.ts';

/** What a hub does besides answering. Every node starts all of it; the database lets one at a time do what must be done once. */
export interface BackgroundWork {
  start(): Promise<void>;
  /** Resolves when nothing of it touches the database any more. */
  stop(): Promise<void>;
}

export interface BackgroundNeeds {
  readonly services: HubServices;
  readonly receiptKeys: readonly HubSigningKey[];
  readonly onError: (error: unknown) => void;
}

export function backgroundWork({ services, receiptKeys, onError }: BackgroundNeeds): BackgroundWork {
  const { sql, config, alarms } = services;
  const all: readonly BackgroundWork[] = [
    new LogKeeper({ sql, days: config.streamDays, deliveredUpTo: () => deliveredUpTo(sql), onError }),
    new HistoryRoller(sql, onError),
    new Refolder(sql, onError),
    alarms,
    new ReceiptKeeper({ sql, keys: receiptKeys, onError }),
    new WebhookWork(services, onError),
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
