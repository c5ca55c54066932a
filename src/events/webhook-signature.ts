import { createHmac } from 'node:crypto';

/** What is signed, as Standard Webhooks 1.0 says: the id, the time and the body, so that none of them can be put to another. */
export interface SignedParts {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

const PREFIX = 'whsec_';

/** The secret of one webhook, derived from the hub's key: every hub of a database can sign, and no table holds it. */
export function webhookSecret(hubKey: Uint8Array, webhookId: string): string {
  return PREFIX + createHmac('sha256', hubKey).update(`webhook secret\n${webhookId}`).digest('base64');
}

/** The headers that a receiver verifies: `v1` is HMAC-SHA256 over `id.timestamp.body`. */
export function signatureHeaders(secret: string, { id, timestamp, body }: SignedParts): Record<string, string> {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
