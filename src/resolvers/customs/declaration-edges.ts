import type { Claims } from '../../consignment/claim.ts';
import type { DeclarationEventEntry, DeclarationItemLinkEntry } from '../../consignment/customs-slice.ts';
import type { ItemClaim } from '../../messages/claims.ts';
import { EventClassifierEnum, EventTypeEnum } from '../consignment/events.ts';
import { LinkConfidenceEnum } from '../consignment/evidence.ts';
import { ConsignmentItemType } from '../consignment/parties-and-items.ts';
import { globalId } from '../global-id.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType } from '../value-types.ts';
import { type DeclarationShape, declarationShapes } from './declaration-shape.ts';
import { DeclarationType } from './declaration-type.ts';

function others({ all, consignmentId, goods }: DeclarationShape, keys: readonly string[]): DeclarationShape[] {
  return declarationShapes(consignmentId, all, goods).filter(each => keys.includes(each.key));
}

const DeclarationEventType = builder
  .objectRef<DeclarationEventEntry & { readonly consignmentId: string }>('DeclarationEvent')
  .implement({
    subGraphs: ['customs'],
    description: 'An event about a declaration.',
    fields: t => ({
      id: t.id({
        nullable: false,
        description: 'Of the ConsignmentEvent: node(id) has all of it.',
        resolve: each => globalId('ConsignmentEvent', `${each.consignmentId}/${each.fact}`),
      }),
      type: t.field({ type: EventTypeEnum, nullable: true, resolve: each => each.type }),
      classifier: t.field({ type: EventClassifierEnum, nullable: true, resolve: each => each.classifier }),
      eventTime: t.field({ type: EventTimeType, nullable: true, resolve: each => each.time }),
      on: t.string({
        nullable: true,
        description:
          'NUMBER: the event names the declaration. UCR: it names only a UCR, and this declaration was the valid one at its time.',
        resolve: each => each.on,
      }),
    }),
  });

const DeclarationItemLinkType = builder
  .objectRef<DeclarationItemLinkEntry & { readonly goods: Claims<readonly ItemClaim[]> }>('DeclarationItemLink')
  .implement({
    subGraphs: ['customs'],
    description: 'Which goods item of the consignment an item of the declaration is.',
    fields: t => ({
      sequence: t.int({
        nullable: true,
        description: 'Item number in the declaration.',
        resolve: each => each.sequence,
      }),
      item: t.field({
        type: ConsignmentItemType,
        nullable: true,
        description: 'The item of the consignment.',
        resolve: each => each.goods[0]?.value.find(item => item.sequence === each.item) ?? null,
      }),
      confidence: t.field({ type: LinkConfidenceEnum, nullable: true, resolve: each => each.confidence }),
      on: t.string({
        nullable: true,
        description:
          'SEQUENCE: the list is the declaration’s own. PREVIOUS_DOCUMENT: the item says that it follows on a line of the list’s document. HS_CODE: same tariff subheading, and where several have it the same box, packages or weight.',
        resolve: each => each.on,
      }),
    }),
  });

builder.objectFields(DeclarationType, t => ({
  validFrom: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When it was first lodged: from then on it is the declaration that counts.',
    resolve: each => each.validFrom,
  }),
  validTo: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When it was invalidated, or another took its place; null while it counts.',
    resolve: each => each.validTo,
  }),
  supersedes: t.field({
    type: [DeclarationType],
    nullable: true,
    description: 'Cancelled declarations for the same goods that it was lodged in place of.',
    resolve: each => others(each, each.supersedes),
  }),
  supersededBy: t.field({
    type: DeclarationType,
    nullable: true,
    description: 'The declaration that was lodged anew after this one was cancelled.',
    resolve: each => others(each, each.supersededBy === null ? [] : [each.supersededBy])[0] ?? null,
  }),
  transitOf: t.field({
    type: [DeclarationType],
    nullable: true,
    description: 'For a transit: the export or import declarations whose goods move under it.',
    resolve: each => others(each, each.transitOf),
  }),
  events: t.field({
    type: [DeclarationEventType],
    nullable: true,
    description: 'Events that name it, and those under its UCR while it was valid, by time.',
    resolve: each => each.events.map(event => ({ ...event, consignmentId: each.consignmentId })),
  }),
  itemLinks: t.field({
    type: [DeclarationItemLinkType],
    nullable: true,
    description:
      'Its items, each with the goods item of the consignment that it declares; several where nobody can tell.',
    resolve: each => each.itemLinks.map(link => ({ ...link, goods: each.goods })),
  }),
}));
