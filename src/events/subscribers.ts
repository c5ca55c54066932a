import { contentHash } from '../consignment/canonical-json.ts';
import type { AccessKeys } from '../store/consignment-reader.ts';
import type { EventConditions, SharedLogRow } from '../store/event-reader.ts';
import type { DeliveryQueue, QueueEnd } from './delivery-queue.ts';
import { matches } from './match-conditions.ts';

/** Subscribers who ask for the same and may see the same: a row is evaluated once for all of them (law 3.7). */
interface Cohort {
  readonly conditions: EventConditions;
  readonly keys: AccessKeys;
  readonly queues: Set<DeliveryQueue>;
}

/** Hands each row to those who asked for it and may see it. */
export class Subscribers {
  readonly #cohorts = new Map<string, Cohort>();

  get empty(): boolean {
    return this.#cohorts.size === 0;
  }

  /** Gives back how to leave. */
  join(conditions: EventConditions, keys: AccessKeys, queue: DeliveryQueue): () => void {
    const name = contentHash([conditions, keys && [...keys].sort()]);
    const cohort = this.#cohorts.get(name) ?? { conditions, keys, queues: new Set() };
    this.#cohorts.set(name, cohort);
    cohort.queues.add(queue);
    return () => {
      cohort.queues.delete(queue);
      if (cohort.queues.size === 0 && this.#cohorts.get(name) === cohort) this.#cohorts.delete(name);
    };
  }

  hand(rows: readonly SharedLogRow[]): void {
    const all = [...this.#cohorts.values()];
    for (const { accessKeys, ...row } of rows) {
      const cohorts = all.filter(({ conditions, keys }) => matches(row, conditions) && isVisible(accessKeys, keys));
      if (cohorts.length === 0) continue;
      const bytes = JSON.stringify(row.body).length;
      for (const { queues } of cohorts) for (const queue of queues) queue.push(row, bytes);
    }
  }

  endAll(reason: QueueEnd): void {
    for (const { queues } of this.#cohorts.values()) for (const queue of queues) queue.end(reason);
    this.#cohorts.clear();
  }
}

function isVisible(accessKeys: readonly string[], keys: AccessKeys): boolean {
  return keys === undefined || keys.some(key => accessKeys.includes(key));
}
