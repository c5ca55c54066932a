import { countryOf } from '../consignment/filter-rows.ts';
import type { PlaceClaim, PlaceCode } from '../messages/claims.ts';
import { globalId, keyOf } from './global-id.ts';
import { builder } from './subgraph-builder.ts';

export const PlaceCodeType = builder.objectRef<PlaceCode>('PlaceCode').implement({
  shareable: true,
  description: 'A code by which one scheme knows a place.',
  fields: t => ({
    scheme: t.string({
      nullable: true,
      description:
        'UNLOCODE, CN_CUSTOMS (district), SMDG or TERMINAL (terminal), ESR or TAF (railway), YARD (stacking position), GOODS_LOCATION, CUSTOMS_OFFICE.',
      resolve: code => code.scheme,
    }),
    value: t.string({ nullable: true, resolve: code => code.value }),
  }),
});

/** A place as a message names it. Its id is its UN/LOCODE where it has one, else its first code. */
export const PlaceType = builder.objectRef<PlaceClaim>('Place').implement({
  description:
    'A port, terminal, station, customs office or yard position, as messages name it. Partners join it by UN/LOCODE.',
  fields: t => ({
    id: t.id({ nullable: false, shareable: true, resolve: placeId }),
    unlocode: t.field({
      type: 'UNLocode',
      nullable: true,
      shareable: true,
      description: 'UN/LOCODE, where a message states it or the sender maps its own code.',
      resolve: place => unlocodeOf(place) ?? null,
    }),
    name: t.string({
      nullable: true,
      shareable: true,
      description: 'As the message spells it.',
      resolve: place => place.name ?? null,
    }),
    country: t.field({
      type: 'CountryCode',
      nullable: true,
      shareable: true,
      resolve: place => countryOf(place) ?? null,
    }),
    codes: t.field({
      type: [PlaceCodeType],
      nullable: true,
      shareable: true,
      description: 'Every code that the message gives, raw.',
      resolve: place => [...place.codes],
    }),
  }),
});

builder.asEntity(PlaceType, {
  key: [builder.selection<{ id: string }>('id'), builder.selection<{ unlocode: string }>('unlocode')],
  resolveReference: reference => placeOfReference(reference),
});

function unlocodeOf(place: PlaceClaim): string | undefined {
  return place.codes.find(code => code.scheme === 'UNLOCODE')?.value;
}

function placeId(place: PlaceClaim): string {
  const code = place.codes.find(each => each.scheme === 'UNLOCODE') ?? place.codes[0];
  return globalId('Place', code ? `${code.scheme}:${code.value}` : `NAME:${place.name ?? place.country ?? ''}`);
}

function placeOfReference(reference: { id?: string; unlocode?: string }): PlaceClaim | null {
  if (reference.unlocode) return { codes: [{ scheme: 'UNLOCODE', value: reference.unlocode }] };
  const key = reference.id ? keyOf('Place', reference.id) : undefined;
  const [scheme, value] = key?.split(':') ?? [];
  if (!scheme || !value) return null;
  return scheme === 'NAME' ? { codes: [], name: value } : { codes: [{ scheme: scheme as PlaceCode['scheme'], value }] };
}
