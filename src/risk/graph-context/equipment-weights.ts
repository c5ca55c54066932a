import type { EquipmentUseEntry, EventEntry } from '../../consignment/consignment-slice.ts';
import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import { compareText } from '../../consignment/revision-order.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { RiskRecord } from '../risk-context.ts';
import { best, instantOf, kilograms, sumOf } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';
import { declaredItems } from './items-part.ts';

type Weighing = RiskRecord<'Weighing'>;

/** Where a terminal weighs a box that it reports with a mass. */
const SCALES: Readonly<Partial<Record<EventType, string>>> = {
  WEIGHED: 'WEIGHBRIDGE',
  LOAD: 'CRANE',
  DISCHARGE: 'CRANE',
};

/** The maximum of a box is in its register. A box without VGM on record may have one elsewhere: unknown. */
export function weightsPart(box: EquipmentUseEntry, view: GraphView): RiskRecord<'Equip'> {
  const weighed = weighings(box, view);
  const vgmKg = kilograms(best(box.verifiedGrossMass));
  const [gain, loss] = weighed.length > 0 ? [change(weighed, 1), change(weighed, -1)] : [];
  return {
    tareKg: kilograms(best(box.tareMass)),
    vgmKg,
    vgmPresent: vgmKg === undefined ? undefined : true,
    declaredCargoKg: view.declaration && declaredCargo(box.number, view.declaration, view),
    weights: vgmKg === undefined ? weighed : [{ kg: vgmKg, source: 'VGM' }, ...weighed],
    weighGainKg: gain,
    weighLossKg: loss,
  };
}

/** Physical weighings in order of time: of the laden box, or of one that is said to be empty all along. */
function weighings(box: EquipmentUseEntry, view: GraphView): readonly Weighing[] {
  const empty = box.fullness.length > 0 && box.fullness.every(claim => claim.value === 'EMPTY');
  return box.grossMass
    .flatMap((claim): Weighing[] => {
      const event = view.eventOf(claim.fact) ?? besideIn(claim.fact, box.number, view);
      if (event?.classifier !== 'ACT' || !event.effective || (event.fullness === 'EMPTY' && !empty)) return [];
      return [{ kg: kilograms(claim.value), at: instantOf(event.time), source: SCALES[event.type] ?? 'GATE' }];
    })
    .sort((a, b) => compareText(a.at ?? '', b.at ?? ''));
}

/** Of equal masses that one sender reports the graph keeps one, which can be that of the position in the yard. */
function besideIn(fact: string, box: string, view: GraphView): EventEntry | undefined {
  return view.quotedWith(fact).find(event => event.equipment === box);
}

/** The largest change from one weighing to the next in one direction, 0 where there is none. */
function change(weighed: readonly Weighing[], sign: 1 | -1): number {
  const steps = weighed.slice(1).map((next, i) => sign * ((next.kg ?? 0) - (weighed[i]?.kg ?? 0)));
  return Math.max(0, ...steps);
}

/** The whole declared mass where there is one box; else what the items name this box alone for. */
function declaredCargo(box: string, declaration: DeclarationEntry, view: GraphView): number | undefined {
  const items = declaredItems(declaration, view);
  if (declaration.equipment.length === 1) return kilograms(declaration.grossMass);
  const own = items.filter(item => item.equipment?.includes(box));
  if (own.some(item => item.equipment?.length !== 1)) return undefined;
  return sumOf(own.map(item => kilograms(item.grossMass)));
}
