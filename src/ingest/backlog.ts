import type { Sql } from '../store/database.ts';
import { recorderOf } from './message-recorder.ts';

export interface BacklogBounds {
  readonly messages: number;
  readonly bytes: number;
  /** Messages that are read and recorded at once. */
  readonly atOnce: number;
}

const BOUNDS: BacklogBounds = { messages: 10_000, bytes: 64 * 2 ** 20, atOnce: 1_000 };
/** How long a sender who stopped sending can hold up the reading of what it sent. */
const LOOK_AGAIN_MS = 10;

interface Waiting {
  readonly bytes: number;
  readonly read: () => Promise<unknown>;
}

/**
 * Messages that are acknowledged and wait to be read: in the database all of them, here for as long as this process lives. Archiving goes
 * before reading, until half of the room is taken; when all of it is, who comes waits as if it had not asked for an early answer. What is
 * not read when the process ends is read at the next start (law 6.1).
 */
export class Backlog {
  readonly #isArchiving: () => boolean;
  readonly #onError: (error: unknown) => void;
  readonly #bounds: BacklogBounds;
  readonly #underway = new Set<Promise<void>>();
  #waiting: Waiting[] = [];
  #messages = 0;
  #bytes = 0;
  #admitted: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(isArchiving: () => boolean, onError: (error: unknown) => void, bounds: BacklogBounds = BOUNDS) {
    this.#isArchiving = isArchiving;
    this.#onError = onError;
    this.#bounds = bounds;
  }

  static of(sql: Sql, onError: (error: unknown) => void): Backlog {
    return new Backlog(() => recorderOf(sql).isArchiving, onError);
  }

  /** Resolves when the message has its place. */
  async add(bytes: number, read: () => Promise<unknown>): Promise<void> {
    while (!this.#hasRoom(bytes) && !this.#isStopped)
      await new Promise<void>(resolve => {
        this.#admitted.push(resolve);
      });
    if (this.#isStopped) return;
    this.#messages++;
    this.#bytes += bytes;
    this.#waiting.push({ bytes, read });
    this.#start();
  }

  /** Resolves when nothing is read any more; what was not begun is left to the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#admit();
    await Promise.all(this.#underway);
  }

  #hasRoom(bytes: number): boolean {
    if (this.#messages === 0) return true;
    return this.#messages < this.#bounds.messages && this.#bytes + bytes <= this.#bounds.bytes;
  }

  #start(): void {
    const mayWait = this.#messages * 2 < this.#bounds.messages && this.#bytes * 2 < this.#bounds.bytes;
    if (mayWait && this.#isArchiving()) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#start();
      }, LOOK_AGAIN_MS);
      return;
    }
    while (this.#underway.size < this.#bounds.atOnce) {
      const next = this.#waiting.shift();
      if (!next) return;
      const done = this.#read(next).then(() => {
        this.#underway.delete(done);
        if (!this.#isStopped) this.#start();
      });
      this.#underway.add(done);
    }
  }

  async #read({ bytes, read }: Waiting): Promise<void> {
    await read().catch(this.#onError);
    this.#messages--;
    this.#bytes -= bytes;
    this.#admit();
  }

  #admit(): void {
    const admitted = this.#admitted;
    this.#admitted = [];
    for (const each of admitted) each();
  }
}
