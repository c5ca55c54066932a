import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, postGuarded } from '../outbound/guarded-call.ts';
import type { Sql } from '../store/database.ts';
import { type LogRow, logHead, logPageAfter } from '../store/event-reader.ts';
import {
  bury,
  dueWebhooks,
  findWebhook,
  type StoredWebhook,
  saveProgress,
  type WebhookProgress,
  whileAloneWith,
} from '../store/webhook-store.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { CohortTerms } from './stream-cohort.ts';
import { judgeAttempt, TRY_FOR_MS, type WebhookAttempt } from './webhook-retry.ts';
import { signatureHeaders, signingSecrets } from './webhook-signature.ts';

/** What a webhook asks for today, and how an event reads for it. */
export interface PreparedWebhook extends CohortTerms {
  bodyOf(row: LogRow, epoch: string): Promise<string>;
}

export interface WebhookSenderOptions {
  readonly sql: Sql;
  /** `HubKeys.webhookKey`. */
  readonly key: Uint8Array;
  /** Undefined: its owner may have nothing any more. */
  readonly prepare: (webhook: StoredWebhook) => Promise<PreparedWebhook | undefined>;
  readonly onError?: ((error: unknown) => void) | undefined;
  readonly chance?: (() => number) | undefined;
  readonly now?: (() => Date) | undefined;
}

interface Tried extends WebhookAttempt {
  readonly error: string | null;
}

const LOOK_EVERY_MS = 250;
const AT_ONCE = 4;
const PAGE = 50;
/** What is left waits for the next look, so that one with much to get does not hold up the others. */
const MOST_PAGES = 20;
const ANSWER_WITHIN_MS = 15_000;
const ANSWER_BYTES = 64 * 1024;
const ERROR_LENGTH = 300;

/** Calls webhooks with the events behind their place, in order, one hub at a time for each; the place moves when an event was taken. */
export class WebhookSender {
  readonly #options: Required<Omit<WebhookSenderOptions, 'onError'>> & Pick<WebhookSenderOptions, 'onError'>;
  readonly #stopping = new AbortController();
  readonly #few = fewAtOnce(AT_ONCE);
  #running: Promise<void> | undefined;

  constructor(options: WebhookSenderOptions) {
    this.#options = { chance: Math.random, now: () => new Date(), ...options };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#look().catch(error => this.#options.onError?.(error));
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const due = await dueWebhooks(this.#options.sql);
    await Promise.all(due.map(each => this.#few(() => this.#serve(each.id))));
  }

  async #serve(id: string): Promise<void> {
    const { sql, onError } = this.#options;
    const work = async () => {
      for (let page = 0; page < MOST_PAGES && !this.#stopping.signal.aborted; page++) {
        const webhook = await findWebhook(sql, id);
        if (webhook?.status !== 'ACTIVE' || webhook.nextAt > this.#options.now()) return;
        if (!(await this.#sendPage(webhook))) return;
      }
    };
    await whileAloneWith(sql, id, work).catch(error => onError?.(error));
  }

  /** Answers whether there may be more to send at once. */
  async #sendPage(webhook: StoredWebhook): Promise<boolean> {
    const { sql, prepare } = this.#options;
    const prepared = await prepare(webhook);
    if (!prepared) return this.#disable(webhook, 'its owner may not subscribe any more');
    const { epoch } = await logHead(sql);
    const { rows, upTo, oldest, head } = await logPageAfter(sql, { ...prepared, after: webhook.position, limit: PAGE });
    const isLost = epoch !== webhook.epoch || webhook.position > head || webhook.position + 1 < (oldest ?? head + 1);
    if (isLost) return this.#disable(webhook, 'CURSOR_TOO_OLD: the event log does not go on from its place; replay it');
    let current = webhook;
    for (const row of rows) {
      if (this.#stopping.signal.aborted || !(await this.#send(current, prepared, row))) return false;
      current = { ...current, position: row.position, failures: 0, failingSince: null };
    }
    if (rows.length < PAGE && upTo.position > current.position) await this.#move(current, upTo.position, false);
    return rows.length === PAGE;
  }

  /** Sends one event; answers whether the next one may follow. */
  async #send(webhook: StoredWebhook, prepared: PreparedWebhook, row: LogRow): Promise<boolean> {
    const tried = await this.#attempt(webhook, await prepared.bodyOf(row, webhook.epoch), row.eventId);
    if (this.#stopping.signal.aborted && tried.status === undefined) return false;
    const now = this.#options.now();
    const failingForMs = webhook.failingSince ? now.getTime() - webhook.failingSince.getTime() : 0;
    const verdict = judgeAttempt(tried, { failures: webhook.failures, failingForMs, now }, this.#options.chance());
    if (verdict.kind === 'TAKEN') return this.#move(webhook, row.position, true);
    if (verdict.kind === 'GONE') return this.#disable(webhook, '410: its receiver wants no more');
    if (verdict.kind === 'DEAD') return this.#giveUp(webhook, row, tried.error);
    const nextAt = new Date(now.getTime() + verdict.afterMs);
    const failingSince = webhook.failingSince ?? now;
    await this.#save(webhook, { failures: webhook.failures + 1, failingSince, nextAt, error: tried.error });
    return false;
  }

  async #attempt(webhook: StoredWebhook, body: string, id: string): Promise<Tried> {
    const { key, now } = this.#options;
    const timestamp = Math.floor(now().getTime() / 1_000);
    const signed = signatureHeaders(signingSecrets(key, webhook, now()), { id, timestamp, body });
    const headers = { ...signed, 'content-type': 'application/json', 'user-agent': 'Corridor-Webhooks/1' };
    const { allowPrivate, url } = webhook;
    const { signal } = this.#stopping;
    try {
      return triedOf(
        await postGuarded(url, headers, body, {
          allowPrivate,
          timeoutMs: ANSWER_WITHIN_MS,
          bytes: ANSWER_BYTES,
          signal,
        }),
      );
    } catch (error) {
      return { status: undefined, error: String(error).slice(0, ERROR_LENGTH) };
    }
  }

  /** Answers whether the next event may follow: not where the webhook was removed or sent elsewhere meanwhile. */
  #move(webhook: StoredWebhook, position: number, succeeded: boolean): Promise<boolean> {
    const nextAt = this.#options.now();
    return this.#save(webhook, { position, failures: 0, failingSince: null, nextAt, succeeded });
  }

  #save(webhook: StoredWebhook, progress: Partial<WebhookProgress>): Promise<boolean> {
    const { position, failures, failingSince, nextAt } = webhook;
    const unchanged = {
      position,
      failures,
      failingSince,
      nextAt,
      error: null,
      status: 'ACTIVE',
      succeeded: false,
    } as const;
    return saveProgress(this.#options.sql, webhook.id, { from: position, ...unchanged, ...progress });
  }

  /** One event that is not taken is a dead letter, and the next is tried; where that fails at once too, it is the receiver that is gone. */
  async #giveUp(webhook: StoredWebhook, row: LogRow, error: string | null): Promise<boolean> {
    const { sql, now } = this.#options;
    if (webhook.failures === 0) return this.#disable(webhook, `gone for ${TRY_FOR_MS / 3_600_000} h: ${error}`);
    const { position, eventId } = row;
    await bury(sql, { webhookId: webhook.id, eventId, position, attempts: webhook.failures + 1, error: error ?? '' });
    await this.#save(webhook, { position, failures: 0, nextAt: now(), error });
    return false;
  }

  async #disable(webhook: StoredWebhook, error: string): Promise<false> {
    await this.#save(webhook, { error, status: 'DISABLED' });
    return false;
  }
}

function triedOf({ status, headers }: Answer): Tried {
  return { status, retryAfter: headers['retry-after'], error: status < 300 ? null : `HTTP ${status}` };
}
