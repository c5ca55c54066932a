import type { ExecutionResult } from 'graphql';
import type { ExchangeToken } from './gateway-exchange.ts';

/** What of a request goes on to the subgraphs: who asks, and of which trace it is part. */
const PASSED_ON = ['traceparent', 'tracestate'];
const DISCLOSURES = ['withheld', 'transformed'] as const;
/** A stream asks for another context before its last one ends. */
const RENEW_BEFORE_MS = 5_000;

type Headers = Readonly<Record<string, unknown>>;

/** What each part of a request is handed. Apollo Server copies it, which a `GatewayRequest` does not survive. */
export interface GatewayContext {
  readonly client: GatewayRequest;
}

/** One request of a client to a gateway: the context that the hub signed for it, and what the subgraphs said beside the data. */
export class GatewayRequest {
  readonly #headers: Headers;
  readonly #exchange: ExchangeToken | undefined;
  readonly #told = new Map<(typeof DISCLOSURES)[number], Map<string, object>>();
  #context: { readonly token: string; readonly until: number } | undefined;
  #asking: Promise<void> | undefined;

  constructor(headers: Headers, exchange?: ExchangeToken) {
    this.#headers = headers;
    this.#exchange = exchange;
  }

  /** Throws what the hub refuses the client for. */
  async prepare(): Promise<void> {
    if (!this.#exchange || (this.#context && this.#context.until > Date.now() + RENEW_BEFORE_MS)) return;
    this.#asking ??= this.#ask(this.#exchange).finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask(exchange: ExchangeToken): Promise<void> {
    const { token, seconds } = await exchange(this.#headers);
    this.#context = { token, until: Date.now() + seconds * 1000 };
  }

  /** Without a hub, a gateway passes on what the client has sent. */
  get headers(): Record<string, string> {
    const names = this.#exchange ? PASSED_ON : ['authorization', ...PASSED_ON];
    const kept = names.flatMap(name => {
      const value = this.#headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    const context = this.#context ? [['authorization', `Bearer ${this.#context.token}`] as const] : [];
    return Object.fromEntries([...kept, ...context]);
  }

  /** Each subgraph says what it withheld of its part: together they say it of the answer. */
  hear({ extensions }: ExecutionResult): void {
    for (const kind of DISCLOSURES) {
      const all = extensions?.[kind];
      if (!Array.isArray(all)) continue;
      const known = this.#told.get(kind) ?? new Map<string, object>();
      this.#told.set(kind, known);
      for (const each of all) known.set(Object.values(each).join(' '), each);
    }
  }

  get disclosures(): Record<string, object[]> | undefined {
    if (this.#told.size === 0) return undefined;
    const sorted = DISCLOSURES.flatMap(kind => {
      const known = [...(this.#told.get(kind) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
      return known.length > 0 ? [[kind, known.map(([, each]) => each)] as const] : [];
    });
    return Object.fromEntries(sorted);
  }
}
