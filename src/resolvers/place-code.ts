import { PLACE_SCHEMES } from '../messages/claims.ts';
import { type DatedCode, PLACE_KINDS } from '../places/place-entry.ts';
import { builder } from './subgraph-builder.ts';

export const PlaceKindEnum = builder.enumType('PlaceKind', {
  description: 'What a place is. Of UN/LOCODE entries by their function, where no file says more.',
  values: PLACE_KINDS,
});

export const PlaceSchemeEnum = builder.enumType('PlaceScheme', {
  subGraphs: ['port'],
  description: 'Who gives a code to places; docs/places.md explains each.',
  values: PLACE_SCHEMES,
});

export const PlaceCodeType = builder.objectRef<DatedCode>('PlaceCode').implement({
  shareable: true,
  description: 'A code by which one scheme knows a place.',
  fields: t => ({
    scheme: t.string({
      nullable: true,
      description:
        'UNLOCODE, CN_CUSTOMS (district), CN_PORT, SMDG, BIC_FACILITY or TERMINAL (terminal), ESR or TAF (railway), GLN, IATA, YARD (stacking position), GOODS_LOCATION, CUSTOMS_OFFICE.',
      resolve: code => code.scheme,
    }),
    value: t.string({ nullable: true, resolve: code => code.value }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day on which it means this place; null: always, or not known.',
      resolve: code => code.from ?? null,
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer does; null: it still does, or is in no table.',
      resolve: code => code.to ?? null,
    }),
    standing: t.string({
      nullable: true,
      description:
        "LISTED in the scheme's own list; USAGE: messages write it, the list says otherwise. Null: in no table.",
      resolve: code => code.standing ?? null,
    }),
  }),
});
