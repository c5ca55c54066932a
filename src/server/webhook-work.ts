import { WebhookSender } from '../events/webhook-sender.ts';
import type { Partner } from '../partners/partner.ts';
import { ensureLogState } from '../store/sequencer-store.ts';
import type { HubServices } from './hub-services.ts';
import { applyPartnerWebhooks } from './partner-webhooks.ts';
import { prepareWebhook } from './webhook-deliveries.ts';

const LOOK_EVERY_MS = 2_000;

/** Calls the webhooks, those of the API and those of the partners' files, which it follows as they change. */
export class WebhookWork {
  readonly #services: HubServices;
  readonly #onError: (error: unknown) => void;
  readonly #sender: WebhookSender;
  #applied: readonly Partner[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(services: HubServices, onError: (error: unknown) => void) {
    this.#services = services;
    this.#onError = onError;
    const { sql, webhookKey: key } = services;
    this.#sender = new WebhookSender({ sql, key, prepare: webhook => prepareWebhook(services, webhook), onError });
  }

  async start(): Promise<void> {
    await ensureLogState(this.#services.sql);
    await this.#apply();
    this.#sender.start();
    this.#timer = setInterval(() => void this.#apply().catch(this.#onError), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  stop(): Promise<void> {
    clearInterval(this.#timer);
    return this.#sender.stop();
  }

  async #apply(): Promise<void> {
    const now = this.#services.partners.all();
    if (now.length === this.#applied.length && now.every((each, place) => each === this.#applied[place])) return;
    await applyPartnerWebhooks(this.#services);
    this.#applied = now;
  }
}
