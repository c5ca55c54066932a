import { postGuarded } from '../outbound/guarded-call.ts';
import type { DeclaredSubgraph } from '../partners/subgraph-file.ts';
import { CallSlots } from './call-slots.ts';
import { Circuit } from './circuit.ts';
import { ClientCredentials } from './client-credentials.ts';
import { KeptConnections } from './kept-connections.ts';

/** Why a partner's part is missing, in words that may be shown: nothing of its address, of what it was asked, or of what it said. */
export type Failure = 'no answer in time' | 'no answer' | 'an answer that is none' | 'paused after failures';

export type CallOutcome = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly why: Failure };

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Calls one partner's subgraph within its bounds: addresses, time, size, how many at once, and not at all while it keeps failing. */
export class PartnerCall {
  readonly #declared: DeclaredSubgraph;
  readonly #slots: CallSlots;
  readonly #circuit: Circuit;
  readonly #credentials: ClientCredentials | undefined;
  readonly #connections: KeptConnections;

  constructor(declared: DeclaredSubgraph) {
    const { concurrency, breaker, credentials } = declared.declaration;
    this.#declared = declared;
    this.#slots = new CallSlots(concurrency);
    this.#circuit = new Circuit(breaker);
    this.#credentials = credentials.oauth && new ClientCredentials(credentials.oauth, declared.folder);
    this.#connections = new KeptConnections(declared);
  }

  async post(asked: Asked): Promise<CallOutcome> {
    if (!this.#circuit.admits(Date.now())) return { ok: false, why: 'paused after failures' };
    const deadline = AbortSignal.timeout(this.#declared.declaration.timeoutMs);
    const outcome = await this.#slots.run(() => this.#answer(asked, deadline), deadline).catch(() => undefined);
    const told: CallOutcome = outcome ?? { ok: false, why: deadline.aborted ? 'no answer in time' : 'no answer' };
    if (told.ok) this.#circuit.succeeded();
    else this.#circuit.failed(Date.now());
    return told;
  }

  /** Lets go of the connections. */
  close(): void {
    this.#connections.close();
  }

  async #answer(asked: Asked, signal: AbortSignal): Promise<CallOutcome> {
    const { url, allowPrivate, timeoutMs, bytes } = this.#declared.declaration;
    const { agent, tls } = this.#connections.connecting;
    const bounds = { allowPrivate, timeoutMs, bytes, signal, tls };
    const token = await this.#credentials?.token(bounds);
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const { status, body } = await postGuarded(url, headers, JSON.stringify(asked), { ...bounds, agent });
    if (status === 401) this.#credentials?.forget();
    if (status !== 200) return { ok: false, why: 'an answer that is none' };
    return readJson(body);
  }
}

function readJson(body: Uint8Array): CallOutcome {
  try {
    return { ok: true, body: JSON.parse(Buffer.from(body).toString('utf8')) };
  } catch {
    return { ok: false, why: 'an answer that is none' };
  }
}
