import { createHmac } from 'node:crypto';

/** What is signed, as Standard Webhooks 1.0 says: the id, the time and the body, so that none of them can be put to another. */
export interface SignedParts {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

const PREFIX = 'whsec_';

/** Which secret of a webhook is in force: its first one is number 0, and each rotation counts one on. */
export interface SecretState {
  readonly id: string;
  readonly secretNumber: number;
  /** Until then what is sent is signed with the secret before, too. */
  readonly overlapUntil: Date | null;
}

/** A secret of one webhook, derived from the hub's key: every hub of a database can sign, and no table holds it. */
export function webhookSecret(hubKey: Uint8Array, { id, secretNumber }: Omit<SecretState, 'overlapUntil'>): string {
  const name = secretNumber === 0 ? id : `${id}\n${secretNumber}`;
  return PREFIX + createHmac('sha256', hubKey).update(`webhook secret\n${name}`).digest('base64');
}

/** The secrets that a delivery is signed with: the one in force, and the one before while receivers change over. */
export function signingSecrets(hubKey: Uint8Array, state: SecretState, now: Date): string[] {
  const { id, secretNumber, overlapUntil } = state;
  const numbers = overlapUntil && now < overlapUntil ? [secretNumber, secretNumber - 1] : [secretNumber];
  return numbers.map(each => webhookSecret(hubKey, { id, secretNumber: each }));
}

/** The headers that a receiver verifies: each `v1` is HMAC-SHA256 over `id.timestamp.body`, one a secret; one that fits is enough. */
export function signatureHeaders(secrets: readonly string[], parts: SignedParts): Record<string, string> {
  const { id, timestamp, body } = parts;
  const signatures = secrets.map(secret => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
