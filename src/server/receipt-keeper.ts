import type { Sql } from '../store/database.ts';
import type { HubSigningKey } from '../store/hub-keys.ts';
import { closeDays } from '../store/receipt-days.ts';

export interface ReceiptKeeperOptions {
  readonly sql: Sql;
  readonly keys: readonly HubSigningKey[];
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 10 * 60_000;

/** Closes the days of the receipts: at the start, for what no hub was there to close, and then as days end. */
export class ReceiptKeeper {
  readonly #options: ReceiptKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<unknown> = Promise.resolve();

  constructor(options: ReceiptKeeperOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#work();
    this.#timer = setInterval(() => this.#work(), EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  #work(): void {
    const { sql, keys, onError } = this.#options;
    this.#working = this.#working.then(() => closeDays(sql, keys, new Date())).catch(onError);
  }
}
