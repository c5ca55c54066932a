import { appendEntry, type ChainHead, type ChainName, chainKey, dayOf, emptyChain } from '../audit/audit-chain.ts';
import type { AuditDraft } from '../audit/audit-entry.ts';
import { CorridorError } from '../errors.ts';
import { HEAD_TYPE, signStatement } from './audit-statement.ts';
import type { Sql } from './database.ts';
import type { HubSigningKey } from './hub-keys.ts';
import { insertReceipts, storedHeads, storeHeads } from './receipt-store.ts';

export interface AuditLogOptions {
  readonly sql: Sql;
  /** Names this process's chains: no two processes write one chain. */
  readonly node: string;
  /** With what the heads are signed by now. */
  readonly keyOf: () => HubSigningKey;
  readonly onError: (error: unknown) => void;
  readonly timeoutMs?: number;
}

interface Waiting {
  readonly draft: AuditDraft;
  readonly settle: (error?: CorridorError) => void;
}

const BATCH = 500;
const TIMEOUT_MS = 15_000;
/** An end of a chain stands unsigned for no longer than so. */
const SIGN_EVERY_MS = 1_000;

/**
 * Writes receipts before answers leave (law 4.7). Group commit: what is recorded while one statement is under way goes into the next, so
 * that many answers share one commit. A receipt that cannot be written refuses its answer; the next one is tried anew.
 */
export class AuditLog {
  readonly #options: AuditLogOptions;
  readonly #heads = new Map<string, ChainHead>();
  readonly #unsigned = new Map<string, ChainHead>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  readonly #signing: NodeJS.Timeout;

  constructor(options: AuditLogOptions) {
    this.#options = options;
    this.#signing = setInterval(() => this.signHeads().catch(options.onError), SIGN_EVERY_MS).unref();
  }

  /** Resolves when the receipt is durable; throws SOURCE_UNAVAILABLE where it cannot be. */
  record(draft: AuditDraft): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ draft, settle: error => (error ? reject(error) : resolve()) });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Signs where the chains end that have grown. */
  async signHeads(): Promise<void> {
    const heads = [...this.#unsigned.values()];
    if (heads.length === 0) return;
    const { sql, keyOf } = this.#options;
    const signed = heads.map(async ({ partner, day, node, seq, hash }) => {
      const jws = await signStatement(keyOf(), HEAD_TYPE, { partner, day, node, seq, hash });
      return { partner, day, node, seq, jws };
    });
    await storeHeads(sql, await Promise.all(signed));
    for (const head of heads) {
      if (this.#unsigned.get(chainKey(head)) === head) this.#unsigned.delete(chainKey(head));
    }
    this.#forgetBefore(
      heads
        .map(head => head.day)
        .sort()
        .at(-1) ?? '',
    );
  }

  /** Writes what waits, and signs the ends of the chains. */
  async close(): Promise<void> {
    clearInterval(this.#signing);
    await this.#writing;
    await this.signHeads();
  }

  async #writeAll(): Promise<void> {
    await new Promise(resolve => setImmediate(resolve)); // what else this turn of the loop answers goes along
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      const error = await this.#write(batch.map(each => each.draft)).then(
        () => undefined,
        cause => this.#refusal(cause),
      );
      for (const { settle } of batch) settle(error);
    }
    this.#writing = undefined;
  }

  /** A failed statement may have been committed all the same: where its chains end is then asked of the database. */
  async #write(drafts: readonly AuditDraft[]): Promise<void> {
    const names = new Map(drafts.map(draft => [chainKey(this.#chainOf(draft)), this.#chainOf(draft)]));
    try {
      await withinTime(this.#append(drafts, names), this.#options.timeoutMs ?? TIMEOUT_MS);
    } catch (error) {
      for (const key of names.keys()) this.#heads.delete(key);
      throw error;
    }
  }

  async #append(drafts: readonly AuditDraft[], names: ReadonlyMap<string, ChainName>): Promise<void> {
    const { sql } = this.#options;
    const unknown = [...names].filter(([key]) => !this.#heads.has(key)).map(([, name]) => name);
    const stored = unknown.length > 0 ? await storedHeads(sql, unknown) : undefined;
    const ends = new Map(
      [...names].map(([key, name]) => [key, this.#heads.get(key) ?? stored?.get(key) ?? emptyChain(name)]),
    );
    const entries = drafts.map(draft => {
      const name = this.#chainOf(draft);
      const appended = appendEntry(ends.get(chainKey(name)) ?? emptyChain(name), draft);
      ends.set(chainKey(appended.head), appended.head);
      return appended;
    });
    await insertReceipts(sql, entries);
    for (const [key, head] of ends) {
      this.#heads.set(key, head);
      this.#unsigned.set(key, head);
    }
  }

  /** Chains of days gone by grow no more; one that does all the same is asked of the database again. */
  #forgetBefore(day: string): void {
    for (const [key, head] of this.#heads) if (head.day < day) this.#heads.delete(key);
  }

  #chainOf(draft: AuditDraft): ChainName {
    return { node: this.#options.node, partner: draft.partner, day: dayOf(draft) };
  }

  #refusal(cause: unknown): CorridorError {
    this.#options.onError(cause);
    const message = 'no receipt of this answer can be written at the moment, and without one it is not given';
    return new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message);
  }
}

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the receipts were not written within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
