import { CorridorError } from '../../errors.ts';
import type { LanePassage } from '../../store/lane-store.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { isOfficer } from './assess-risk.ts';

const LaneEnum = builder.enumType('Lane', {
  subGraphs: ['consignment'],
  description: 'Where a vehicle is sent at a gate.',
  values: {
    RELEASED: { description: 'It may go.' },
    SCAN: { description: 'To the container scanner (H986 and the like).' },
    MANUAL: { description: 'To the officers, who open the box.' },
  } as const,
});

const LaneDecisionType = builder.objectRef<LanePassage>('LaneDecision').implement({
  subGraphs: ['consignment'],
  description:
    'The lane of one passage through a gate. The same passage has the same answer until its channel or a control changes it.',
  fields: t => ({
    lane: t.field({ type: LaneEnum, nullable: true, resolve: each => each.state }),
    reasons: t.stringList({
      nullable: true,
      description: 'Why, for customs and the hub; null for others.',
      resolve: (each, _args, context) => (isOfficer(context) ? [...each.reasons] : null),
    }),
    gate: t.string({ nullable: true, resolve: each => each.gate }),
    plate: t.string({ nullable: true, resolve: each => each.plate }),
    equipment: t.string({ nullable: true, description: 'Container number.', resolve: each => each.equipment }),
    arrivedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the passage was first asked about.',
      resolve: each => each.arrivedAt,
    }),
    decidedAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.decidedAt }),
  }),
});

const GATE = /^[A-Z]{2}[A-Z2-9]{3}\/[A-Z0-9-]{1,35}$/;
const PLATE = /^\S(.{0,33}\S)?$/u;

builder.mutationField('decideLane', t =>
  t.field({
    type: LaneDecisionType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'The lane of a vehicle that stands at a gate: by what risk control says of the box, the rule of the crossing, and controls since it arrived. Kept, and told as LANE_DECIDED. For customs, terminals and ports whose token carries the scope risk:decide. Docs: docs/lanes.md.',
    args: {
      gate: t.arg.string({ required: true, description: 'UN/LOCODE and gate, such as CNHAK/SECOND-LINE.' }),
      plate: t.arg.string({ required: true, description: 'Number plate of the vehicle.' }),
      equipment: t.arg.string({ required: true, description: 'Container number.' }),
    },
    resolve: (_root, { gate, plate, equipment }, context) => decide(gate, plate, equipment, context),
  }),
);

function decide(gate: string, plate: string, equipment: string, { laneDesk }: RequestContext): Promise<LanePassage> {
  if (!laneDesk) {
    const message = 'lanes are decided for customs, terminals and ports whose token carries the scope risk:decide';
    throw new CorridorError('FORBIDDEN', 'fix-credentials', message, { scope: 'risk:decide' });
  }
  const { number, wellFormed } = readContainerNumber(equipment);
  if (!GATE.test(gate)) throw wrong('gate: a UN/LOCODE, a slash and the name of the gate are wanted');
  if (!wellFormed) throw wrong('equipment: a container number is wanted');
  if (!PLATE.test(plate)) throw wrong('plate: a number plate is wanted');
  return laneDesk.decide({ gate, plate: plate.toUpperCase(), equipment: number });
}

function wrong(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}
