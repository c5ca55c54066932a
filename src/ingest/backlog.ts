import type { Sql } from '../store/database.ts';
import { recorderOf } from './message-recorder.ts';

export interface BacklogBounds {
  /** Messages that wait. Each takes about a kilobyte here, whatever its size. */
  readonly messages: number;
  /** Bytes of messages that are kept here meanwhile. What is beyond is fetched from the archive when its turn comes. */
  readonly keptBytes: number;
  /** Messages that are read and recorded at once, and their bytes. */
  readonly atOnce: number;
  readonly bytesAtOnce: number;
}

const MEBIBYTE = 2 ** 20;
const BOUNDS: BacklogBounds = {
  messages: 50_000,
  keptBytes: 8 * MEBIBYTE,
  atOnce: 1_000,
  bytesAtOnce: 32 * MEBIBYTE,
};
/** How long a sender who stopped sending can hold up the reading of what it sent. */
const LOOK_AGAIN_MS = 10;
/** For how long messages are taken up before others have their turn. */
const SLICE_MS = 20;

/** A message that is archived and not read. */
export interface Unread {
  readonly bytes: number;
  /** Holds the message's bytes. */
  readonly read: () => Promise<unknown>;
  /** Does not: it fetches them from the archive. */
  readonly readArchived: () => Promise<unknown>;
}

type Waiting = Pick<Unread, 'bytes' | 'read'> & { readonly isKept: boolean };

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
  /** The first of those who wait that was not begun. */
  #next = 0;
  #keptBytes = 0;
  #bytesUnderway = 0;
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
  async add({ bytes, read, readArchived }: Unread): Promise<void> {
    while (this.#messages >= this.#bounds.messages && !this.#isStopped)
      await new Promise<void>(resolve => {
        this.#admitted.push(resolve);
      });
    if (this.#isStopped) return;
    const isKept = this.#keptBytes + bytes <= this.#bounds.keptBytes;
    if (isKept) this.#keptBytes += bytes;
    this.#waiting.push({ bytes, isKept, read: isKept ? read : readArchived });
    this.#start();
  }

  /** Resolves when nothing is read any more; what was not begun is left to the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#next = 0;
    this.#admit();
    await Promise.all(this.#underway);
  }

  get #messages(): number {
    return this.#waiting.length - this.#next + this.#underway.size;
  }

  #start(): void {
    if (this.#timer || this.#isStopped) return;
    if (this.#messages * 2 < this.#bounds.messages && this.#isArchiving()) {
      this.#startIn(LOOK_AGAIN_MS);
      return;
    }
    const began = performance.now();
    for (let next = this.#take(); next; next = this.#take()) {
      this.#begin(next);
      if (performance.now() - began > SLICE_MS) {
        this.#startIn(0);
        return;
      }
    }
  }

  #startIn(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#start();
    }, milliseconds);
  }

  /** The next, if it may be read now. One that is larger than all that may be read at once is read alone. */
  #take(): Waiting | undefined {
    const next = this.#waiting[this.#next];
    if (!next || this.#underway.size >= this.#bounds.atOnce) return undefined;
    if (this.#underway.size > 0 && this.#bytesUnderway + next.bytes > this.#bounds.bytesAtOnce) return undefined;
    this.#next++;
    if (this.#next * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return next;
  }

  #begin(message: Waiting): void {
    this.#bytesUnderway += message.bytes;
    const done = message
      .read()
      .catch(this.#onError)
      .then(() => {
        this.#underway.delete(done);
        this.#bytesUnderway -= message.bytes;
        if (message.isKept) this.#keptBytes -= message.bytes;
        this.#admit();
        this.#start();
      });
    this.#underway.add(done);
  }

  #admit(): void {
    const admitted = this.#admitted;
    this.#admitted = [];
    for (const each of admitted) each();
  }
}
