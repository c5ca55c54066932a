import { countryOf } from '../consignment/filter-rows.ts';
import { globalId } from './global-id.ts';
import { PlaceCodeType, PlaceKindEnum } from './place-code.ts';
import { datedCodes, knownCodes } from './place-codes.ts';
import { childrenOf, contradictedPlaces, groupsOf, lineageOf, membersOf, mergedFrom } from './place-neighbours.ts';
import { placeOfReference } from './place-reference.ts';
import { type PlaceShape, recordOf } from './place-shape.ts';
import { builder } from './subgraph-builder.ts';

export const PlaceType = builder.objectRef<PlaceShape>('Place');

const CHILDREN = 'At most 500.';

/** Every subgraph answers every field: a place is reference data, which all of them read. */
PlaceType.implement({
  description:
    'A port, terminal, station, customs office or yard position. A place that a message names keeps the codes of the message; which place of the hub that is, is decided by all its codes, on the day. Partners join it by UN/LOCODE.',
  fields: t => ({
    id: t.id({
      nullable: false,
      shareable: true,
      description: 'The same for every code that finds the place; of a place that is in no table, made of its code.',
      resolve: async (place, _args, context) => globalId('Place', (await recordOf(place, context))?.id ?? ownId(place)),
    }),
    unlocode: t.field({
      type: 'UNLocode',
      nullable: true,
      shareable: true,
      description:
        'UN/LOCODE: where a message states it or the sender maps its own code, that one, else the listed one.',
      resolve: async (place, _args, context) =>
        unlocodeOf(place.codes) ?? unlocodeOf((await recordOf(place, context))?.codes ?? []) ?? null,
    }),
    name: t.string({
      nullable: true,
      shareable: true,
      description: 'As the message spells it, else as the tables do.',
      resolve: async (place, _args, context) => place.name ?? (await recordOf(place, context))?.name ?? null,
    }),
    otherNames: t.stringList({
      nullable: true,
      shareable: true,
      description: 'Names without diacritics, and earlier ones: Amoy for Xiamen.',
      resolve: async (place, _args, context) => [...((await recordOf(place, context))?.otherNames ?? [])],
    }),
    kind: t.field({
      type: PlaceKindEnum,
      nullable: true,
      shareable: true,
      description: 'What it is; null where it is in no table.',
      resolve: async (place, _args, context) => (await recordOf(place, context))?.kind ?? null,
    }),
    country: t.field({
      type: 'CountryCode',
      nullable: true,
      shareable: true,
      resolve: async (place, _args, context) => countryOf(place) ?? (await recordOf(place, context))?.country ?? null,
    }),
    timeZone: t.string({
      nullable: true,
      shareable: true,
      description: 'IANA name, such as Asia/Shanghai, where the tables tell.',
      resolve: async (place, _args, context) => (await recordOf(place, context))?.timeZone ?? null,
    }),
    latitude: t.float({
      nullable: true,
      shareable: true,
      description: 'Degrees, north positive, to the minute of arc that UN/LOCODE gives.',
      resolve: async (place, _args, context) => (await recordOf(place, context))?.latitude ?? null,
    }),
    longitude: t.float({
      nullable: true,
      shareable: true,
      description: 'Degrees, east positive.',
      resolve: async (place, _args, context) => (await recordOf(place, context))?.longitude ?? null,
    }),
    codes: t.field({
      type: [PlaceCodeType],
      nullable: true,
      shareable: true,
      description:
        'Of a place in a message every code that the message gives, raw; of a place that was asked for all its codes. With the days on which they hold.',
      resolve: async (place, _args, context) => datedCodes(place, await recordOf(place, context)),
    }),
    knownCodes: t.field({
      type: [PlaceCodeType],
      nullable: true,
      shareable: true,
      description: 'Every code by which the tables know it, with the days on which it holds.',
      resolve: async (place, _args, context) => knownCodes(await recordOf(place, context)),
    }),
    parents: t.field({
      type: [PlaceType],
      nullable: true,
      shareable: true,
      description: 'What it lies in on the day, nearest first: block, terminal, port area, port, customs district.',
      resolve: lineageOf,
    }),
    children: t.field({
      type: [PlaceType],
      nullable: true,
      shareable: true,
      description: `What lies directly in it on the day. ${CHILDREN}`,
      resolve: childrenOf,
    }),
    groups: t.field({
      type: [PlaceType],
      nullable: true,
      shareable: true,
      description:
        'Combined ports that it, or what it lies in, belongs to on the day: a move between members needs no new declaration.',
      resolve: groupsOf,
    }),
    members: t.field({
      type: [PlaceType],
      nullable: true,
      shareable: true,
      description: 'Of a PORT_GROUP: the ports that belong to it on the day.',
      resolve: membersOf,
    }),
    mergedFrom: t.field({
      type: [PlaceType],
      nullable: true,
      shareable: true,
      description: 'Places that have become this one by the day.',
      resolve: mergedFrom,
    }),
    contradicts: t.field({
      type: [PlaceType],
      nullable: true,
      shareable: true,
      description:
        'Where the codes of a message are of several places, of which none lies in another: these. Empty otherwise.',
      resolve: contradictedPlaces,
    }),
  }),
});

builder.asEntity(PlaceType, {
  key: [builder.selection<{ id: string }>('id'), builder.selection<{ unlocode: string }>('unlocode')],
  resolveReference: (reference, context) => placeOfReference(reference, context),
});

function unlocodeOf(codes: PlaceShape['codes']): string | undefined {
  return codes.find(code => code.scheme === 'UNLOCODE')?.value;
}

function ownId(place: PlaceShape): string {
  const code = place.codes.find(each => each.scheme === 'UNLOCODE') ?? place.codes[0];
  return code ? `${code.scheme}:${code.value}` : `NAME:${place.name ?? place.country ?? ''}`;
}
