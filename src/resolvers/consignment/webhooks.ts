import { CorridorError } from '../../errors.ts';
import type { DeadLetter, StoredWebhook } from '../../store/webhook-store.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import type { WebhookDesk } from '../webhook-desk.ts';
import { EventFilter } from './event-filter.ts';

const DeadLetterType = builder.objectRef<DeadLetter>('WebhookDeadLetter').implement({
  subGraphs: ['consignment'],
  description: 'An event that the receiver did not take within 72 hours.',
  fields: t => ({
    eventId: t.string({
      nullable: true,
      description: 'The `webhook-id` it was sent with.',
      resolve: each => each.eventId,
    }),
    attempts: t.int({ nullable: true, resolve: each => each.attempts }),
    error: t.string({ nullable: true, description: 'What the last attempt met.', resolve: each => each.error }),
    at: t.field({ type: 'DateTime', nullable: true, resolve: each => each.at }),
  }),
});

const WebhookType = builder.objectRef<StoredWebhook>('Webhook').implement({
  subGraphs: ['consignment'],
  description:
    'An address that the hub calls with each event, in order, until it is taken: POST, signed as Standard Webhooks 1.0 says. The same event comes with the same `webhook-id`, however often.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: each => each.id }),
    url: t.string({ nullable: true, resolve: each => each.url }),
    purpose: t.string({ nullable: true, resolve: each => each.purpose }),
    selection: t.string({
      nullable: true,
      description: 'What is told of each event.',
      resolve: each => each.selection,
    }),
    status: t.string({
      nullable: true,
      description: 'ACTIVE, or DISABLED: replayWebhook starts it again.',
      resolve: each => each.status,
    }),
    failures: t.int({ nullable: true, description: 'Attempts in a row that failed.', resolve: each => each.failures }),
    nextAttemptAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.nextAt }),
    lastError: t.string({ nullable: true, resolve: each => each.lastError }),
    lastSuccessAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.lastSuccessAt }),
    secret: t.string({
      nullable: true,
      description: 'whsec_…: verify `webhook-signature` with it. Keep it as you keep a password.',
      resolve: (webhook, _args, context) => deskOf(context).secretOf(webhook),
    }),
    previousSecretUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'After a rotation: until then each delivery has a signature of the secret before, too.',
      resolve: each => each.overlapUntil,
    }),
    deadLetters: t.field({
      type: [DeadLetterType],
      nullable: true,
      resolve: async ({ id }, _args, context) => [...(await deskOf(context).deadLettersOf(id))],
    }),
  }),
});

builder.queryFields(t => ({
  webhooks: t.field({
    type: t.listRef(WebhookType, { nullable: false }),
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Your webhooks; for an operator all of them.',
    resolve: async (_root, _args, context) => [...(await deskOf(context).list())],
  }),
}));

builder.mutationFields(t => ({
  registerWebhook: t.field({
    type: WebhookType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Calls an https address with the events from now on. For tokens with the scope graph:subscribe; it acts for the purpose of the token.',
    args: {
      url: t.arg.string({ required: true }),
      filter: t.arg({ type: EventFilter, required: false }),
      selection: t.arg.string({
        required: false,
        description: 'A selection on ConsignmentEvent in braces, such as "{ id type }".',
      }),
    },
    resolve: (_root, { url, filter, selection }, context) =>
      deskOf(context).register({ url, filter: filter ?? {}, selection: selection ?? undefined }),
  }),
  removeWebhook: t.id({
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Calls it no more. Answers its id.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, context) => {
      await deskOf(context).remove(String(id));
      return String(id);
    },
  }),
  rotateWebhookSecret: t.field({
    type: WebhookType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Gives it another secret. For the hours of the overlap each delivery is signed with both, so that the receiver changes over in its own time; 0 where the secret was lost to others.',
    args: { id: t.arg.id({ required: true }), overlapHours: t.arg.int({ defaultValue: 24 }) },
    resolve: (_root, { id, overlapHours }, context) => deskOf(context).rotateSecret(String(id), overlapHours ?? 24),
  }),
  replayWebhook: t.field({
    type: WebhookType,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Starts it again: from where it stood, or behind the cursor of one of its deliveries.',
    args: { id: t.arg.id({ required: true }), after: t.arg.string({ required: false }) },
    resolve: (_root, { id, after }, context) => deskOf(context).replay(String(id), after ?? undefined),
  }),
}));

function deskOf({ webhookDesk }: RequestContext): WebhookDesk {
  if (webhookDesk) return webhookDesk;
  throw new CorridorError('FORBIDDEN', 'fix-credentials', 'this needs a token with the scope graph:subscribe', {
    scope: 'graph:subscribe',
  });
}
