import type { DeadLetter, StoredWebhook } from '../store/webhook-store.ts';

export interface WebhookRequest {
  readonly url: string;
  /** EventFilter, as it was written. */
  readonly filter: unknown;
  readonly selection?: string | undefined;
}

/** What a subscriber does with its own webhooks; an operator with all of them. */
export interface WebhookDesk {
  list(): Promise<readonly StoredWebhook[]>;
  register(request: WebhookRequest): Promise<StoredWebhook>;
  remove(id: string): Promise<void>;
  /** Goes on from its place, or from behind a cursor of its own. */
  replay(id: string, after: string | undefined): Promise<StoredWebhook>;
  secretOf(webhook: StoredWebhook): string;
  /** Another secret signs from now on; the one before with it for so many hours. */
  rotateSecret(id: string, overlapHours: number): Promise<StoredWebhook>;
  deadLettersOf(id: string): Promise<readonly DeadLetter[]>;
}
