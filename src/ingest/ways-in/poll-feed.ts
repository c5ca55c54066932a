import { CorridorError } from '../../errors.ts';
import { type Answer, getGuarded } from '../../outbound/guarded-call.ts';
import type { Partner } from '../../partners/partner.ts';
import type { PullDeclaration } from '../../partners/partner-feeds.ts';
import { findPull, type PullKey, savePull, whileAlone } from '../../store/feed-state.ts';
import { type Ingest, type Receipt, receiveMessage } from '../receive-message.ts';
import { pageRequest, readPage } from './poll-page.ts';
import { afterPoll, INITIAL_PULL, type PollOutcome, type PullState } from './pull-state.ts';
import { secretHeaders } from './secret-headers.ts';

export interface Polling {
  readonly ingest: Ingest;
  /** A number in [0, 1) for the jitter. */
  readonly chance: () => number;
  readonly onReceipt?: (feed: PullDeclaration['kind'], receipt: Receipt) => void;
  readonly signal?: AbortSignal;
}

const ANSWER_WITHIN_MS = 30_000;
const LARGEST_BYTES = 64 * 2 ** 20;
/** What is left waits for the next poll, so that one partner with much to tell does not hold up the others. */
const MOST_PAGES = 100;

/** Polls one address if it is due and no other hub does. The cursor moves after the message is archived: a crash between fetches it again. */
export async function pollFeed(polling: Polling, partner: Partner, pull: PullDeclaration): Promise<boolean> {
  const { sql, now } = polling.ingest;
  const key: PullKey = { partner: partner.id, feed: pull.kind, url: pull.url };
  const isDue = async () => ((await findPull(sql, key))?.nextAt ?? new Date(0)) <= now();
  if (!(await isDue())) return false;
  let polled = false;
  await whileAlone(sql, key, async () => {
    if (!(await isDue())) return;
    polled = true;
    await pollPages(polling, partner, pull, key);
  });
  return polled;
}

async function pollPages(polling: Polling, partner: Partner, pull: PullDeclaration, key: PullKey): Promise<void> {
  const { sql, now } = polling.ingest;
  let state: PullState = (await findPull(sql, key)) ?? INITIAL_PULL;
  for (let page = 0; page < MOST_PAGES && !polling.signal?.aborted; page++) {
    const result = await pollPage(polling, partner, pull, state);
    if (result.error && polling.signal?.aborted) return;
    const next = afterPoll(state, result.outcome, pull, polling.chance());
    state = next.state;
    const wait = result.more ? 0 : next.waitSeconds;
    const { etag, cursor, failures } = state;
    const polledAt = now();
    const nextAt = new Date(polledAt.getTime() + wait * 1000);
    await savePull(sql, { ...key, etag, cursor, failures, polledAt, nextAt, error: result.error });
    if (!result.more) return;
  }
}

interface PageResult {
  readonly outcome: PollOutcome;
  readonly more: boolean;
  readonly error?: { readonly code: string; readonly detail: string };
}

async function pollPage(
  polling: Polling,
  partner: Partner,
  pull: PullDeclaration,
  state: PullState,
): Promise<PageResult> {
  try {
    const answer = await ask(pull, state, polling.signal);
    const page = readPage(pull, state, answer);
    if (!page) return failed(`HTTP_${answer.status}`, `the partner answered ${answer.status}`, retryAfter(answer));
    if (page.message) await deliver(polling, partner, pull, page.message, answer);
    const { etag, cursor } = page.state;
    return { outcome: { ok: true, etag, cursor }, more: page.more };
  } catch (error) {
    if (error instanceof CorridorError) return failed(error.code, error.message);
    const { code = 'FAILED', message } = error as NodeJS.ErrnoException;
    return failed(code === 'ABORT_ERR' ? 'TIMEOUT' : code, message);
  }
}

async function ask(pull: PullDeclaration, state: PullState, signal: AbortSignal | undefined): Promise<Answer> {
  const { url, headers } = pageRequest(pull, state, await secretHeaders(pull.headers));
  const hosts = [new URL(pull.url).host, ...pull.hosts];
  return getGuarded(url, headers, {
    hosts,
    allowPrivate: pull.allowPrivate,
    timeoutMs: ANSWER_WITHIN_MS,
    bytes: LARGEST_BYTES,
    signal,
  });
}

async function deliver(
  { ingest, onReceipt }: Polling,
  partner: Partner,
  { kind }: PullDeclaration,
  bytes: Uint8Array,
  { headers }: Answer,
): Promise<void> {
  const jws = headers['x-jws-signature'];
  const proof = { jws: Array.isArray(jws) ? jws.join() : jws };
  onReceipt?.(kind, await receiveMessage(ingest, { feed: kind, bytes, profile: partner.mapping, proof }));
}

function failed(code: string, detail: string, retryAfterSeconds?: number): PageResult {
  return { outcome: { ok: false, retryAfterSeconds }, more: false, error: { code, detail: detail.slice(0, 500) } };
}

function retryAfter({ headers }: Answer): number | undefined {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
