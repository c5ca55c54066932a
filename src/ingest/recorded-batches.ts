import type { KnownFact } from '../consignment/known-fact.ts';
import type { MessageOutcome } from '../store/message-store.ts';
import type { MessageRecorder } from './message-recorder.ts';
import type { Recording } from './record-message.ts';

/** Facts of one batch; a part is never divided. */
const BATCH_FACTS = 300;
/** Batches of one message on their way at once: more would only be held in memory. */
const AT_ONCE = 4;

/** The facts of one message on their way into the database, as they are read. */
export class RecordedBatches {
  readonly #recorder: MessageRecorder;
  readonly #message: Pick<Recording, 'messageId' | 'isFirst'>;
  readonly #now: () => Date;
  readonly #underway = new Set<Promise<void>>();
  #facts: KnownFact[] = [];

  constructor(recorder: MessageRecorder, message: Pick<Recording, 'messageId' | 'isFirst'>, now: () => Date) {
    this.#recorder = recorder;
    this.#message = message;
    this.#now = now;
  }

  /** Waits while as much as may be is underway. A batch that fails is told here or at the end; what is recorded by then is found again. */
  async add(facts: readonly KnownFact[]): Promise<void> {
    for (const fact of facts) this.#facts.push(fact);
    if (!this.#message.isFirst || this.#facts.length < BATCH_FACTS) return;
    const recorded = this.#record(this.#facts);
    this.#facts = [];
    const done = recorded.then(() => {
      this.#underway.delete(done);
    });
    done.catch(() => undefined);
    this.#underway.add(done);
    if (this.#underway.size >= AT_ONCE) await Promise.race(this.#underway);
  }

  /** The rest, and the verdict, after everything else. */
  async finish(outcome: MessageOutcome): Promise<void> {
    await Promise.all(this.#underway);
    await this.#record(this.#facts, outcome);
  }

  #record(facts: readonly KnownFact[], outcome?: MessageOutcome): Promise<void> {
    return this.#recorder.record({ ...this.#message, facts, ...(outcome ? { outcome } : {}) }, this.#now());
  }
}
