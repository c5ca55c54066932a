import { openSession, type PartySession } from './session.ts';

/** A token is renewed this long before it expires, so that none runs out on its way to the hub. */
const RENEWAL_MARGIN_MS = 30_000;

/** Whose token goes with the next request. A development token is renewed; one that was pasted is not ours to renew. */
export class Credentials {
  #session: PartySession | undefined;
  #pasted = '';
  /** `sg-customs; purpose=clearance`: an operator looks as that partner would. */
  viewAs = '';

  async becomeParty(party: string): Promise<PartySession> {
    this.#session = await openSession(party);
    return this.#session;
  }

  becomeBearer(token: string): void {
    this.#pasted = token.replace(/^Bearer\s+/i, '').trim();
    this.#session = undefined;
  }

  /** What says who asks, of a request and of a socket alike. */
  async headers(): Promise<Record<string, string>> {
    const authorization = await this.#authorization();
    return this.viewAs === '' ? { authorization } : { authorization, 'corridor-view-as': this.viewAs };
  }

  async #authorization(): Promise<string> {
    const held = this.#session;
    if (held === undefined) return `Bearer ${this.#pasted}`;
    const left = Date.parse(held.expiresAt) - Date.now();
    const fresh = left < RENEWAL_MARGIN_MS ? await this.becomeParty(held.party) : held;
    return `Bearer ${fresh.token}`;
  }
}
