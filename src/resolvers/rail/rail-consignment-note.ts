import type { RailNoteEntry } from '../../consignment/rail-slice.ts';
import type { RailNoteFact } from '../../messages/fact.ts';
import { NodeType } from '../consignment/consignment-type.ts';
import { PartyType, sourceParty } from '../party.ts';
import { PlaceType } from '../place.ts';
import { carrierParty } from '../shipping/carrier-party.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType, MassType } from '../value-types.ts';
import { type RailNoteShape, railNoteById, railPaperId, stated } from './rail-papers.ts';
import { TrainRunType, trainOf } from './train-run.ts';

const RailNoteTypeEnum = builder.enumType('RailConsignmentNoteType', {
  subGraphs: ['rail'],
  description: 'Under which law of carriage a note stands.',
  values: {
    SMGS: {
      description: 'Agreement on International Railway Freight (OSJD), from China through Central Asia to Europe.',
    },
    CIM: { description: 'Uniform rules of COTIF (OTIF), in Europe.' },
    CIM_SMGS: { description: 'The common note of both.' },
  } as const,
});

export const RailConsignmentNoteType = builder.objectRef<RailNoteShape>('RailConsignmentNote');

const merged = (note: RailNoteShape, read: (entry: RailNoteEntry) => readonly string[]) => [
  ...new Set(note.statements.flatMap(read)),
];

RailConsignmentNoteType.implement({
  subGraphs: ['rail', 'consignment'],
  defaultSubGraphsForFields: ['rail'],
  interfaces: [NodeType],
  description: 'The contract of carriage by rail.',
  fields: t => ({
    id: t.id({
      nullable: false,
      subGraphs: ['rail', 'consignment'],
      description: 'Opaque.',
      resolve: note => railPaperId('RailConsignmentNote', note.consignmentId, note.number),
    }),
    number: t.string({
      nullable: true,
      description: 'Note number, given by the contracting railway.',
      resolve: note => note.number,
    }),
    type: t.field({
      type: RailNoteTypeEnum,
      nullable: true,
      description: 'SMGS, CIM or both.',
      resolve: note => stated(note, each => each.noteType as RailNoteFact['noteType']),
    }),
    carrier: t.field({
      type: PartyType,
      nullable: true,
      description: 'Contracting carrier, by RICS code.',
      resolve: note => carrierParty(stated(note, each => each.carrier)),
    }),
    contractedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'Conclusion of the contract of carriage: stamp of the contracting carrier (SMGS box 26).',
      resolve: note => stated(note, each => each.contractedAt),
    }),
    arrivedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'Arrival at the destination station: its stamp (SMGS box 27).',
      resolve: note => stated(note, each => each.arrivedAt),
    }),
    origin: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Sending station.',
      resolve: note => stated(note, each => each.from),
    }),
    destination: t.field({
      type: PlaceType,
      nullable: true,
      description: 'Destination station.',
      resolve: note => stated(note, each => each.to),
    }),
    borderStations: t.field({
      type: [PlaceType],
      nullable: true,
      description: 'Border stations in the order of travel.',
      resolve: note => [...(note.statements.find(each => each.borderStations.length > 0)?.borderStations ?? [])],
    }),
    wagons: t.stringList({
      nullable: true,
      description: 'Twelve-digit wagon numbers (eight digits on the 1520 mm network).',
      resolve: note => merged(note, each => each.wagons),
    }),
    containers: t.stringList({
      nullable: true,
      description: 'Container numbers.',
      resolve: note => merged(note, each => each.containers),
    }),
    declarations: t.stringList({
      nullable: true,
      description: 'Customs declarations that it quotes.',
      resolve: note => merged(note, each => each.declarations),
    }),
    grossMass: t.field({
      type: MassType,
      nullable: true,
      description: 'Gross mass of the goods.',
      resolve: note => stated(note, each => each.grossMass),
    }),
    train: t.field({
      type: TrainRunType,
      nullable: true,
      description: 'The train that it names, where something was reported of it.',
      resolve: (note, _args, context) =>
        trainOf(
          stated(note, each => each.journey),
          note.consignmentId,
          context,
        ),
    }),
    sources: t.field({
      type: [PartyType],
      nullable: true,
      description: 'The partners that sent it.',
      resolve: (note, _args, { partners }) =>
        merged(note, each => [each.origin]).map(origin => sourceParty(origin, partners.get(origin))),
    }),
  }),
});

builder.asEntity(RailConsignmentNoteType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }, context) => railNoteById(id, context),
});
