import type { JSONWebKeySet } from 'jose';
import type { Sql } from './database.ts';
import { type HubKeys, loadHubKeys, type OpenedKeys, readHubKeys } from './hub-keys.ts';

/** Between two looks for the key of a token that names none known: who sends made-up names costs the database no more than that. */
const COOLDOWN_MS = 1_000;

/** The hub's keys in a process that runs on while they are rotated: looked at again every few seconds (watch-keys.ts), and for an unknown one. */
export class HubKeyring {
  readonly #sql: Sql;
  readonly #secret: string;
  readonly #opened: OpenedKeys;
  #keys: HubKeys;
  #tokenKeys: JSONWebKeySet;
  #reading: Promise<void> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  private constructor(sql: Sql, secret: string, opened: OpenedKeys, keys: HubKeys) {
    this.#sql = sql;
    this.#secret = secret;
    this.#opened = opened;
    this.#keys = keys;
    this.#tokenKeys = publicOf(keys.tokenKeys);
  }

  /** Makes the keys that are missing. */
  static async open(sql: Sql, secret: string): Promise<HubKeyring> {
    const opened: OpenedKeys = new Map();
    return new HubKeyring(sql, secret, opened, await loadHubKeys(sql, secret, opened));
  }

  get keys(): HubKeys {
    return this.#keys;
  }

  /** With what the hub's tokens and contexts are verified; the same object until a key comes or goes. */
  get tokenKeys(): JSONWebKeySet {
    return this.#tokenKeys;
  }

  /** Whether a key of this name still verifies tokens. */
  verifies(kid: string): boolean {
    return this.#tokenKeys.keys.some(key => key.kid === kid);
  }

  /** What others verify the hub's signatures with. */
  get publicKeys(): JSONWebKeySet {
    return publicOf([...this.#keys.receiptKeys, ...this.#keys.tokenKeys]);
  }

  /** Looks again, unless that was done just now; many who seek at once wait for one look. */
  async seek(): Promise<void> {
    if (this.#reading || performance.now() - this.#readAt > COOLDOWN_MS) await this.refresh();
  }

  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#readAt = performance.now();
    const keys = await readHubKeys(this.#sql, this.#secret, this.#opened);
    const tokenKeys = publicOf(keys.tokenKeys);
    if (kidsOf(tokenKeys) !== kidsOf(this.#tokenKeys)) this.#tokenKeys = tokenKeys;
    this.#keys = keys;
  }
}

function publicOf(keys: HubKeys['tokenKeys']): JSONWebKeySet {
  return { keys: keys.map(key => key.publicJwk) };
}

function kidsOf({ keys }: JSONWebKeySet): string {
  return keys.map(key => key.kid).join(' ');
}
