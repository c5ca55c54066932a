import { logHead } from '../store/event-reader.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { deleteWebhook, insertWebhook, listWebhooks, type WebhookTerms } from '../store/webhook-store.ts';
import type { HubServices } from './hub-services.ts';
import { EVENT_SELECTION } from './webhook-desk.ts';

/** Puts the webhooks of the partners' files in force: a new one begins now, a changed one keeps its place, one that is gone is called no more. */
export async function applyPartnerWebhooks({ sql, partners }: HubServices): Promise<void> {
  const declared = partners.all().flatMap(partner =>
    partner.webhooks.map(
      ({ name, url, purpose, filter, selection = EVENT_SELECTION, allowPrivate }): WebhookTerms => ({
        ...{ partner: partner.id, purpose, role: null, sub: partner.id, client: 'partner-file', name },
        ...{ url, allowPrivate, filter, selection },
      }),
    ),
  );
  const head = await logHead(sql);
  for (const terms of declared) await insertWebhook(sql, uuidv7(), terms, head);
  const kept = new Set(declared.map(each => `${each.partner}/${each.name}`));
  for (const { id, partner, name } of await listWebhooks(sql)) {
    if (name !== null && !kept.has(`${partner}/${name}`)) await deleteWebhook(sql, id);
  }
}
