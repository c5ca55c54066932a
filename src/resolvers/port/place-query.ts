import { findPlace } from '../known-places.ts';
import { PlaceType } from '../place.ts';
import { PlaceSchemeEnum } from '../place-code.ts';
import type { PlaceShape } from '../place-shape.ts';
import { builder } from '../subgraph-builder.ts';

const PlaceModeEnum = builder.enumType('PlaceMode', {
  subGraphs: ['port'],
  description: 'How goods come to a place: by air a code means the airport of its list.',
  values: ['SEA', 'RAIL', 'ROAD', 'AIR', 'INLAND_WATER'] as const,
});

const PlaceCodeInput = builder.inputType('PlaceCodeInput', {
  subGraphs: ['port'],
  description: 'A code of a place in one scheme.',
  fields: t => ({
    scheme: t.field({
      type: PlaceSchemeEnum,
      required: false,
      defaultValue: 'UNLOCODE',
      description: 'Who gives the code.',
    }),
    value: t.string({ required: true, description: 'The code, such as CNTXG, 4258 or THT.' }),
    mode: t.field({
      type: PlaceModeEnum,
      required: false,
      description:
        'Tells places apart that share a code: CNTAO is the port of Qingdao in schedules, and its airport by AIR.',
    }),
  }),
});

builder.queryField('place', t =>
  t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['port'],
    description:
      'The place that a code means on a day. Every code that is valid then finds the same place; null where none is known, or where the code is of several.',
    args: {
      code: t.arg({ type: PlaceCodeInput, required: true }),
      at: t.arg({
        type: 'Date',
        required: false,
        description: 'The day on which the code is to hold; today by default.',
      }),
      asOf: t.arg({ type: 'DateTime', required: false, description: 'What the hub knew of places at that moment.' }),
    },
    resolve: async (_root, { code, at, asOf }, context): Promise<PlaceShape | null> => {
      const knownAt = asOf ? new Date(asOf).toISOString() : undefined;
      const day = at ?? knownAt?.slice(0, 10) ?? context.now.toISOString().slice(0, 10);
      const asked = {
        codes: [{ scheme: code.scheme ?? ('UNLOCODE' as const), value: code.value.trim().toUpperCase() }],
        day,
        ...(code.mode && { mode: code.mode }),
        ...(knownAt && { knownAt }),
      };
      const answer = await findPlace(asked, context);
      return answer.kind === 'FOUND' ? { codes: [], record: answer.place, day, ...(knownAt && { knownAt }) } : null;
    },
  }),
);
