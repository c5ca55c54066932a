import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallBounds, postGuarded } from '../outbound/guarded-call.ts';
import type { DeclaredSubgraph } from '../partners/subgraph-file.ts';

type OAuth = NonNullable<DeclaredSubgraph['declaration']['credentials']['oauth']>;

/** A token is asked for again so long before it ends. */
const RENEW_BEFORE_MS = 10_000;
const USUAL_SECONDS = 300;

/** The access token with which the hub shows itself to a partner: OAuth 2.0 client credentials (RFC 6749, 4.4), kept until it ends. */
export class ClientCredentials {
  readonly #oauth: OAuth;
  readonly #secret: string;
  #held: { readonly token: string; readonly until: number } | undefined;

  constructor(oauth: OAuth, folder: string) {
    this.#oauth = oauth;
    this.#secret = readFileSync(join(folder, oauth.clientSecretFile), 'utf8').trim();
  }

  async token(bounds: Omit<CallBounds, 'hosts'>): Promise<string> {
    if (this.#held && this.#held.until > Date.now() + RENEW_BEFORE_MS) return this.#held.token;
    const { tokenUrl, clientId, scope } = this.#oauth;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(this.#secret)}`).toString('base64');
    const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) });
    const { status, body } = await postGuarded(tokenUrl, headers, form.toString(), bounds);
    if (status !== 200) throw new Error(`the token endpoint answered ${status}`);
    const answer = JSON.parse(Buffer.from(body).toString('utf8')) as { access_token?: unknown; expires_in?: unknown };
    if (typeof answer.access_token !== 'string') throw new Error('the token endpoint gave no token');
    const seconds = Number(answer.expires_in ?? USUAL_SECONDS) || USUAL_SECONDS;
    this.#held = { token: answer.access_token, until: Date.now() + seconds * 1000 };
    return answer.access_token;
  }

  /** The partner did not take it. */
  forget(): void {
    this.#held = undefined;
  }
}
