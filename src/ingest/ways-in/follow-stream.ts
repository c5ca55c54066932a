import { CorridorError } from '../../errors.ts';
import type { Partner } from '../../partners/partner.ts';
import type { SubscribeDeclaration } from '../../partners/partner-feeds.ts';
import { findPull, type PullKey, savePull } from '../../store/feed-state.ts';
import { receiveMessage } from '../receive-message.ts';
import { partnerStream } from './partner-stream.ts';
import type { Polling } from './poll-feed.ts';
import { afterPoll, INITIAL_PULL, type PullState } from './pull-state.ts';
import { secretHeaders } from './secret-headers.ts';
import type { StreamItem } from './stream-call.ts';
import { StreamFault } from './stream-fault.ts';

const LARGEST_BYTES = 64 * 2 ** 20;
/** Messages of one stream on their way at once: they are recorded together, and the cursor moves when all before it are. */
const AT_ONCE = 64;
/** How a stream is doing is noted at least so often while it lives. */
const NOTE_EVERY_MS = 5_000;
/** After a connection that worked, or ended as it may. */
const RECONNECT_SECONDS = 1;
/** The other side no longer has what comes after the cursor: the stream begins anew, and the error stays to be seen. */
const CURSOR_LOST = new Set(['CURSOR_TOO_OLD', 'CURSOR_FOREIGN', 'CURSOR_FUTURE']);

/**
 * Holds one connection to a stream, until it ends. The cursor moves after what came before it is archived and read: a crash, or a drop
 * in the middle, is gone on from there, and what comes twice is a repeat.
 */
export async function followStream(
  polling: Polling & { readonly signal: AbortSignal },
  partner: Partner,
  declaration: SubscribeDeclaration,
): Promise<void> {
  const connection = new Connection(polling, partner, declaration);
  await connection.run();
}

class Connection {
  readonly #polling: Polling & { readonly signal: AbortSignal };
  readonly #partner: Partner;
  readonly #declaration: SubscribeDeclaration;
  readonly #key: PullKey;
  /** Ends when the hub stops, when the stream falls silent, or when something fails. */
  readonly #ending = new AbortController();
  #state: PullState = INITIAL_PULL;
  #underway = 0;
  #order: Promise<void> = Promise.resolve();
  #room: () => void = () => undefined;
  #fault: unknown;
  #notedAt = 0;
  #heard = false;
  #isStuck = false;
  #retrySeconds = RECONNECT_SECONDS;

  constructor(
    polling: Polling & { readonly signal: AbortSignal },
    partner: Partner,
    declaration: SubscribeDeclaration,
  ) {
    this.#polling = polling;
    this.#partner = partner;
    this.#declaration = declaration;
    this.#key = { partner: partner.id, feed: declaration.kind, url: declaration.url };
  }

  async run(): Promise<void> {
    this.#state = (await findPull(this.#polling.ingest.sql, this.#key)) ?? INITIAL_PULL;
    const stop = () => this.#ending.abort();
    this.#polling.signal.addEventListener('abort', stop, { once: true });
    if (this.#polling.signal.aborted) stop();
    try {
      await this.#consume();
    } catch (error) {
      this.#fault ??= error;
    } finally {
      this.#polling.signal.removeEventListener('abort', stop);
      this.#ending.abort();
    }
    await this.#order;
    await this.#end();
  }

  async #consume(): Promise<void> {
    const { url, hosts, allowPrivate, headers, silenceSeconds } = this.#declaration;
    const bounds = {
      hosts: [new URL(url).host, ...hosts],
      allowPrivate,
      timeoutMs: silenceSeconds * 1_000,
      bytes: LARGEST_BYTES,
      signal: this.#ending.signal,
    };
    const silence = setTimeout(
      () => this.#fail(new StreamFault('SILENT', `nothing came for ${silenceSeconds} s`)),
      bounds.timeoutMs,
    );
    try {
      const call = {
        declaration: this.#declaration,
        cursor: this.#state.cursor,
        headers: await secretHeaders(headers),
        bounds,
      };
      for await (const item of partnerStream(call)) {
        silence.refresh();
        this.#heard = true;
        await this.#take(item);
        if (this.#ending.signal.aborted) return;
      }
    } finally {
      clearTimeout(silence);
    }
  }

  async #take({ message, cursor, retrySeconds }: StreamItem): Promise<void> {
    if (retrySeconds !== undefined) this.#retrySeconds = retrySeconds;
    const received = message ? this.#receive(message) : Promise.resolve(true);
    this.#order = this.#order.then(async () => {
      this.#isStuck ||= !(await received);
      if (!this.#isStuck) await this.#passed(cursor);
    });
    while (this.#underway >= AT_ONCE) await new Promise<void>(resolve => (this.#room = resolve));
  }

  /** False where the message could not be taken: the stream ends, and is gone on with before it. */
  async #receive(bytes: Uint8Array): Promise<boolean> {
    const { ingest, onReceipt } = this.#polling;
    const { kind } = this.#declaration;
    this.#underway++;
    try {
      onReceipt?.(kind, await receiveMessage(ingest, { feed: kind, bytes, profile: this.#partner.mapping }));
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    } finally {
      this.#underway--;
      this.#room();
    }
  }

  /** Everything up to here is durable. */
  async #passed(cursor: string | undefined): Promise<void> {
    this.#state = { ...this.#state, failures: 0, cursor: cursor ?? this.#state.cursor };
    const now = Date.now();
    if (now - this.#notedAt < NOTE_EVERY_MS && (this.#underway > 0 || cursor === undefined)) return;
    this.#notedAt = now;
    await this.#save(0).catch(error => this.#fail(error));
  }

  #fail(error: unknown): void {
    this.#fault ??= error;
    this.#ending.abort();
  }

  async #end(): Promise<void> {
    if (this.#polling.signal.aborted) {
      if (this.#heard) await this.#save(0);
      return;
    }
    const error = this.#errorSeen();
    const asked = this.#fault instanceof StreamFault ? this.#fault.retryAfterSeconds : undefined;
    const outcome = error
      ? { ok: false as const, retryAfterSeconds: Math.max(asked ?? 0, this.#retrySeconds) }
      : { ok: true as const, etag: null, cursor: this.#state.cursor };
    const next = afterPoll(this.#state, outcome, { everySeconds: this.#retrySeconds }, this.#polling.chance());
    const lost = error && CURSOR_LOST.has(error.code);
    this.#state = lost ? { ...next.state, cursor: null } : next.state;
    await this.#save(next.waitSeconds, error);
  }

  /** A connection that the other side ends after it has said something has done what it should. */
  #errorSeen(): { readonly code: string; readonly detail: string } | undefined {
    const fault = this.#fault;
    if (!fault) return this.#heard ? undefined : { code: 'ENDED', detail: 'the stream ended before it said anything' };
    if (fault instanceof CorridorError) return { code: fault.code, detail: fault.message.slice(0, 500) };
    const { code = 'FAILED', message } = fault as NodeJS.ErrnoException;
    return { code, detail: String(message).slice(0, 500) };
  }

  #save(waitSeconds: number, error?: { readonly code: string; readonly detail: string }): Promise<void> {
    const { sql, now } = this.#polling.ingest;
    const { cursor, failures } = this.#state;
    const polledAt = now();
    const nextAt = new Date(polledAt.getTime() + waitSeconds * 1_000);
    return savePull(sql, { ...this.#key, etag: null, cursor, failures, polledAt, nextAt, error });
  }
}
