import { isRowSeen } from '../policy/reads.ts';
import { asksAge } from '../policy/row-condition.ts';
import type { SharedLogRow } from '../store/event-reader.ts';
import type { DeliveryQueue, QueueEnd } from './delivery-queue.ts';
import { matches } from './match-conditions.ts';
import { type CohortTerms, cohortOf } from './stream-cohort.ts';

interface Cohort {
  readonly terms: CohortTerms;
  readonly asksAge: boolean;
  readonly queues: Set<DeliveryQueue>;
}

function asksForAge({ keys }: CohortTerms): boolean {
  const sights = [keys?.events, keys?.consignments].flatMap(each => each?.sights ?? []);
  return sights.some(each => each.conditions.some(asksAge));
}

/** Hands each row to those who asked for it and may see it. */
export class Subscribers {
  readonly #cohorts = new Map<string, Cohort>();
  #evaluations = 0;

  get empty(): boolean {
    return this.#cohorts.size === 0;
  }

  /** Whether somebody's agreement asks since when an origin speaks of something. */
  get asksAge(): boolean {
    return [...this.#cohorts.values()].some(each => each.asksAge);
  }

  /** How often it was decided whether a row is for a cohort, since the start. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** Gives back how to leave. */
  join(terms: CohortTerms, queue: DeliveryQueue): () => void {
    const name = cohortOf(terms);
    const cohort = this.#cohorts.get(name) ?? { terms, asksAge: asksForAge(terms), queues: new Set() };
    this.#cohorts.set(name, cohort);
    cohort.queues.add(queue);
    return () => {
      cohort.queues.delete(queue);
      if (cohort.queues.size === 0 && this.#cohorts.get(name) === cohort) this.#cohorts.delete(name);
    };
  }

  hand(rows: readonly SharedLogRow[]): void {
    const all = [...this.#cohorts.values()];
    for (const { stated, accessKeys, ...row } of rows) {
      this.#evaluations += all.length;
      const cohorts = all.filter(
        ({ terms }) => matches(row, terms.conditions) && isRowSeen({ body: row.body, accessKeys, stated }, terms.keys),
      );
      if (cohorts.length === 0) continue;
      const waiting = { row, bytes: JSON.stringify(row.body).length };
      for (const { queues } of cohorts) for (const queue of queues) queue.push(waiting);
    }
  }

  endAll(reason: QueueEnd): void {
    for (const { queues } of this.#cohorts.values()) for (const queue of queues) queue.end(reason);
    this.#cohorts.clear();
  }
}
