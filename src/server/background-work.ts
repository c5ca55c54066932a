import { LogKeeper } from '../events/log-keeper.ts';
import { HistoryRoller } from '../ingest/history-roller.ts';
import { Refolder } from '../ingest/refolder.ts';
import { deliveredUpTo } from '../store/webhook-store.ts';
import type { BackgroundTask } from './background-task.ts';
import type { HubServices } from './hub-services.ts';
import { judgingOf } from './judging.ts';
import { laneKeeper } from './lane-keeper.ts';
import { receiptKeeper } from './receipt-keeper.ts';
import { retentionKeeper } from './retention-keeper.ts';
import { riskAssessor } from './risk-assessor.ts';
import { WebhookWork } from './webhook-work.ts';

export interface BackgroundNeeds {
  readonly services: HubServices;
  readonly onError: (error: unknown) => void;
}

export function backgroundWork({ services, onError }: BackgroundNeeds): BackgroundTask {
  const { sql, config, alarms } = services;
  const all: readonly BackgroundTask[] = [
    new LogKeeper({ sql, days: config.streamDays, deliveredUpTo: () => deliveredUpTo(sql), onError }),
    new HistoryRoller(sql, onError),
    new Refolder(sql, services.refolds, onError),
    alarms,
    receiptKeeper(services, onError),
    retentionKeeper(services, onError),
    new WebhookWork(services, onError),
    ...(config.assesses
      ? [
          riskAssessor(judgingOf(services), onError),
          laneKeeper({ ...judgingOf(services), crossings: services.crossings }, onError),
        ]
      : []),
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
