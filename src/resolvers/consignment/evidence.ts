import type { IssueEntry, LinkEntry } from '../../consignment/consignment-slice.ts';
import type { KnownFact } from '../../consignment/known-fact.ts';
import { positionText } from '../../messages/position.ts';
import { globalId } from '../global-id.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { ConsignmentType, NodeType } from './consignment-type.ts';

export const ReferenceType = builder
  .objectRef<{ scheme: string; value: string; issuer?: string | undefined }>('Reference')
  .implement({
    subGraphs: ['consignment'],
    description: 'An identifier as a message quotes it.',
    fields: t => ({
      scheme: t.string({
        nullable: true,
        description:
          'UCR_D, UCR_M, BL, BOOKING, DECLARATION, LRN, RAIL_NOTE, RAIL_BOOKING, CERTIFICATE, CONTAINER, SEAL, WAGON, VOYAGE, TRAIN or VEHICLE.',
        resolve: each => each.scheme,
      }),
      value: t.string({ nullable: true, resolve: each => each.value }),
      issuer: t.string({
        nullable: true,
        description: 'Who gave the number, where the message says.',
        resolve: each => each.issuer ?? null,
      }),
    }),
  });

export const FactType = builder.objectRef<KnownFact>('Fact').implement({
  subGraphs: ['consignment'],
  interfaces: [NodeType],
  description: 'What one place in one message states. Facts are never changed or deleted.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: known => globalId('Fact', known.id) }),
    kind: t.string({
      nullable: true,
      description: 'EVENT, TRANSPORT_DOCUMENT, DECLARATION, CERTIFICATE …',
      resolve: known => known.fact.kind,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: (known, _args, { partners }) => sourceParty(known.origin, partners.get(known.origin)),
    }),
    suppliedBy: t.field({
      type: PartyType,
      nullable: true,
      description: 'The hub that passed it on. Null: its source sent it here itself.',
      resolve: ({ fact: { passedOn } }, _args, { partners }) =>
        passedOn ? sourceParty(passedOn.by, partners.get(passedOn.by)) : null,
    }),
    messageId: t.id({
      nullable: true,
      description: 'The archived message: GET /feeds/messages/{id}.',
      resolve: known => known.messageId,
    }),
    position: t.string({
      nullable: true,
      description: 'Where in the message: byte and segment, XPath, JSON pointer or line.',
      resolve: known => (known.fact.position ? positionText(known.fact.position) : null),
    }),
    receivedAt: t.field({ type: 'DateTime', nullable: true, resolve: known => known.receivedAt }),
    references: t.field({
      type: [ReferenceType],
      nullable: true,
      description: 'Every identifier that it quotes.',
      resolve: known => [...known.fact.references],
    }),
  }),
});

export const LinkConfidenceEnum = builder.enumType('LinkConfidence', {
  subGraphs: ['consignment', 'customs'],
  description: 'How sure a link is.',
  values: {
    ASSERTED: { description: 'The message names the consignment by a strong identifier.' },
    DERIVED: { description: 'It follows from a group, a box, a seal, a voyage or a train.' },
    AMBIGUOUS: { description: 'Several consignments are possible.' },
  } as const,
});

/** `consignmentId` is given where the link does not already stand under its consignment. */
export const LinkType = builder.objectRef<LinkEntry & { readonly consignmentId?: string }>('Link').implement({
  subGraphs: ['consignment'],
  description: 'Why a fact is, or could be, part of a consignment.',
  fields: t => ({
    consignment: t.field({
      type: ConsignmentType,
      nullable: true,
      description: 'The candidate, where the link is ambiguous.',
      resolve: link => (link.consignmentId ? { id: link.consignmentId } : null),
    }),
    rule: t.string({
      nullable: true,
      description:
        'Match order: DOCUMENT_NUMBER, UCR, EQUIPMENT_AND_DOCUMENT, EQUIPMENT_AND_VOYAGE, EQUIPMENT_AND_TIME, SEAL_AND_TIME or TRAIN.',
      resolve: link => link.rule,
    }),
    confidence: t.field({
      type: LinkConfidenceEnum,
      nullable: true,
      resolve: link => link.confidence as 'ASSERTED' | 'DERIVED' | 'AMBIGUOUS',
    }),
    on: t.string({
      nullable: true,
      description: 'The identifier that matched, as SCHEME|value.',
      resolve: link => link.on,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      resolve: (link, _args, { partners }) => sourceParty(link.origin, partners.get(link.origin)),
    }),
    fact: t.field({
      type: FactType,
      nullable: true,
      resolve: async (link, _args, { loaders }) => (await loaders.shownFact(link.fact)) ?? null,
    }),
  }),
});

export const IssueType = builder.objectRef<IssueEntry>('Issue').implement({
  subGraphs: ['consignment'],
  description: 'A doubt about what was sent, or a contradiction between sources. It refuses nothing.',
  fields: t => ({
    code: t.string({
      nullable: true,
      description:
        'CHECK_DIGIT, EQUIPMENT_FORMAT, SEAL_MISMATCH, LOCATION_MISMATCH, TRANSIT_DECLARATION_MISSING …; docs/consignment-issues.md and docs/feed-issues.md explain each.',
      resolve: issue => issue.code,
    }),
    severity: t.string({ nullable: true, description: 'INFO, WARNING or ERROR.', resolve: issue => issue.severity }),
    message: t.string({ nullable: true, resolve: issue => issue.message }),
    remedy: t.string({ nullable: true, description: 'What its sender should do.', resolve: issue => issue.remedy }),
    position: t.string({ nullable: true, resolve: issue => (issue.position ? positionText(issue.position) : null) }),
    source: t.field({
      type: PartyType,
      nullable: true,
      resolve: (issue, _args, { partners }) => sourceParty(issue.origin, partners.get(issue.origin)),
    }),
    fact: t.field({
      type: FactType,
      nullable: true,
      resolve: async (issue, _args, { loaders }) => (await loaders.shownFact(issue.fact)) ?? null,
    }),
  }),
});
