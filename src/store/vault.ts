import { randomBytes, randomUUID } from 'node:crypto';
import { CorridorError } from '../errors.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import type { Sql, TransactionSql } from './database.ts';
import { loadMasterKey } from './master-key.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';

/** What one data key seals: what a sender sent to one kind of feed in one month, which is what retention lets go together (law 1.6). */
export interface KeyPeriod {
  readonly sender: string;
  readonly feed: FeedKind;
  readonly receivedAt: Date;
}

export interface DataKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A key as its row has it; without `wrappedKey` it is destroyed. */
export interface StoredKey {
  readonly keyId: string | null;
  readonly wrappedKey: Uint8Array | null;
}

const KEY_BYTES = 32;

/** The data keys of one database, opened as they are needed. Whether a key still stands is asked of the database at every reading. */
export class Vault {
  readonly #sql: Sql;
  readonly #secretOf: () => string;
  #master: Promise<Uint8Array> | undefined;
  #periods = new Map<string, DataKey>();
  #opened = new Map<string, Uint8Array>();

  constructor(sql: Sql, secretOf: () => string) {
    this.#sql = sql;
    this.#secretOf = secretOf;
  }

  /** The keys with which to seal what is received now, in the order of the periods; missing ones are made. */
  async keysFor(periods: readonly KeyPeriod[]): Promise<DataKey[]> {
    const names = periods.map(nameOf);
    for (const [i, period] of periods.entries()) {
      const name = names[i] ?? nameOf(period);
      if (!this.#periods.has(name)) this.#periods.set(name, await this.#standing(period));
    }
    return names.map(name => this.#periods.get(name) ?? destroyed());
  }

  /** Opens a key that was read with what it seals; undefined: it is destroyed, or there never was one. */
  async open({ keyId, wrappedKey }: StoredKey): Promise<DataKey | undefined> {
    if (keyId === null || wrappedKey === null) return undefined;
    const bytes = this.#opened.get(keyId) ?? openBytes(await this.#masterKey(), keyId, wrappedKey);
    this.#opened.set(keyId, bytes);
    return { id: keyId, bytes };
  }

  /** Lets every open key go: some were destroyed. */
  forget(): void {
    this.#periods = new Map();
    this.#opened = new Map();
  }

  async #standing(period: KeyPeriod): Promise<DataKey> {
    const key = (await this.open(await this.#stored(period))) ?? (await this.#make(period));
    return key ?? destroyed();
  }

  async #make({ sender, feed, receivedAt }: KeyPeriod): Promise<DataKey | undefined> {
    const id = randomUUID();
    const wrapped = sealBytes(await this.#masterKey(), id, randomBytes(KEY_BYTES));
    await this.#sql`
      insert into data_key (id, sender, feed, month, wrapped_key, created_at)
      values (${id}, ${sender}, ${feed}, ${monthOf(receivedAt)}, ${wrapped}, now())
      on conflict (sender, feed, month) where wrapped_key is not null do nothing`;
    return this.open(await this.#stored({ sender, feed, receivedAt }));
  }

  async #stored({ sender, feed, receivedAt }: KeyPeriod): Promise<StoredKey> {
    const [row] = await this.#sql<StoredKey[]>`
      select id as "keyId", wrapped_key as "wrappedKey" from data_key
      where sender = ${sender} and feed = ${feed} and month = ${monthOf(receivedAt)} and wrapped_key is not null`;
    return row ?? { keyId: null, wrappedKey: null };
  }

  #masterKey(): Promise<Uint8Array> {
    this.#master ??= loadMasterKey(this.#sql, this.#secretOf()).catch(error => {
      this.#master = undefined;
      throw error;
    });
    return this.#master;
  }
}

export function monthOf(at: Date): string {
  return `${at.getUTCFullYear()}-${String(at.getUTCMonth() + 1).padStart(2, '0')}`;
}

function nameOf({ sender, feed, receivedAt }: KeyPeriod): string {
  return `${sender}/${feed}/${monthOf(receivedAt)}`;
}

function destroyed(): never {
  throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', 'the key of this month was destroyed a moment ago');
}

/** A pool and its transactions have one `json` in common, and nothing else that would name the database. */
const vaults = new WeakMap<object, Vault>();

/** Gives whoever works on this pool the secret; it is asked for when something is first sealed or opened. */
export function setVault(sql: Sql, secretOf: () => string): void {
  vaults.set(sql.json, new Vault(sql, secretOf));
}

export function vaultOf(sql: Sql | TransactionSql): Vault {
  const vault = vaults.get(sql.json);
  if (vault) return vault;
  throw new CorridorError('INTERNAL', 'report-bug', 'this connection was given no secret: nothing is written unsealed');
}
