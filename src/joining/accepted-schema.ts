import { sdlDigest } from '../partners/read-subgraph.ts';
import type { PartnerCall } from './partner-call.ts';

/**
 * Whether the schema that a partner's subgraph says of itself is still the one that was accepted: asked before its first part is, and
 * again when that was some time ago. Another one is refused until somebody accepts it; one that cannot be asked for now is judged by the
 * answers themselves.
 */
export class AcceptedSchema {
  readonly #call: Pick<PartnerCall, 'post'>;
  readonly #sha256: string;
  readonly #everyMs: number;
  #askedAt = Number.NEGATIVE_INFINITY;
  #stands: Promise<boolean> = Promise.resolve(true);

  constructor(call: Pick<PartnerCall, 'post'>, { sha256, checkSeconds }: { sha256: string; checkSeconds: number }) {
    this.#call = call;
    this.#sha256 = sha256;
    this.#everyMs = checkSeconds * 1000;
  }

  stands(now: number): Promise<boolean> {
    if (now - this.#askedAt < this.#everyMs) return this.#stands;
    this.#askedAt = now;
    const before = this.#stands;
    this.#stands = this.#ask(before);
    return this.#stands;
  }

  async #ask(before: Promise<boolean>): Promise<boolean> {
    const outcome = await this.#call.post({ query: '{ _service { sdl } }' });
    const sdl = outcome.ok
      ? (outcome.body as { data?: { _service?: { sdl?: unknown } } } | null)?.data?._service?.sdl
      : undefined;
    return typeof sdl === 'string' ? sdlDigest(sdl) === this.#sha256 : before;
  }
}
