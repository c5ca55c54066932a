import type { FieldDisclosure } from '../../policy/field-disclosure.ts';
import { OUTCOMES } from '../../policy/outcome.ts';
import type { StoredReceipt } from '../../store/disclosure-reader.ts';
import { builder } from '../subgraph-builder.ts';

export const OutcomeEnum = builder.enumType('DisclosureOutcome', {
  subGraphs: ['consignment'],
  description:
    'What a reader got of a field: the value, its band, part of it, a token, a count over a group, or nothing.',
  values: OUTCOMES,
});

const FieldDisclosureType = builder.objectRef<FieldDisclosure>('FieldDisclosure').implement({
  subGraphs: ['consignment'],
  description: 'What became of the values of one field, under one agreement.',
  fields: t => ({
    path: t.string({ nullable: true, description: 'Such as Consignment.ucr.', resolve: each => each.path }),
    origin: t.string({ nullable: true, description: 'Partner id of whose data it was.', resolve: each => each.origin }),
    outcome: t.field({ type: OutcomeEnum, nullable: true, resolve: each => each.outcome }),
    agreement: t.string({
      nullable: true,
      description: 'The agreement that let it out; null where the reader is the origin itself, or the hub.',
      resolve: each => each.agreement,
    }),
    digest: t.string({
      nullable: true,
      description: 'SHA-256 of the agreement as it was then.',
      resolve: each => each.digest,
    }),
    count: t.int({
      nullable: true,
      description: 'How many values; 0 where nothing was shown.',
      resolve: each => each.count,
    }),
  }),
});

/** A receipt as the one who asks may see it: with fields and subjects of its own only. */
export interface ShownReceipt extends StoredReceipt {
  readonly fields: readonly FieldDisclosure[];
  readonly subjects: readonly string[];
}

export const DisclosureType = builder.objectRef<ShownReceipt>('Disclosure').implement({
  subGraphs: ['consignment'],
  description: 'One answer that told something of you: who read it, when, what for and which fields (docs/audit.md).',
  fields: t => ({
    id: t.id({ nullable: false, description: 'Hash of the receipt.', resolve: each => each.hash }),
    at: t.field({ type: 'DateTime', nullable: true, resolve: each => each.entry.at }),
    reader: t.string({
      nullable: true,
      description: 'Partner id; hub:operator or hub:analyst for the hub’s own people.',
      resolve: each => each.entry.partner,
    }),
    person: t.string({
      nullable: true,
      description: 'The person or system that asked, as the token names it.',
      resolve: each => each.entry.sub,
    }),
    client: t.string({ nullable: true, description: 'The application.', resolve: each => each.entry.client }),
    purpose: t.string({ nullable: true, resolve: each => each.entry.purpose }),
    viewedAs: t.string({
      nullable: true,
      description: 'The partner as whom an operator looked.',
      resolve: each => each.entry.viewedAs,
    }),
    operation: t.string({
      nullable: true,
      description: 'query, mutation, subscribe, webhook, export or raw.',
      resolve: each => each.entry.operation,
    }),
    operationName: t.string({ nullable: true, resolve: each => each.entry.operationName }),
    queryHash: t.string({ nullable: true, description: 'SHA-256 of the query.', resolve: each => each.entry.query }),
    answers: t.int({
      nullable: true,
      description: 'How many answers the receipt covers: more than 1 for a batch of deliveries.',
      resolve: each => each.entry.answers,
    }),
    subjects: t.idList({
      nullable: true,
      description: 'Ids of the consignments of which something was read.',
      resolve: each => [...each.subjects],
    }),
    fields: t.field({ type: [FieldDisclosureType], nullable: true, resolve: each => [...each.fields] }),
  }),
});
