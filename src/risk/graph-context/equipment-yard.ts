import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { RiskRecord } from '../risk-context.ts';
import { hoursBetween, instantOf, unLocode } from './claim-values.ts';
import { isLanding } from './consignment-part.ts';
import type { GraphView } from './graph-view.ts';

/** Where the box stands, and how long it took there. What a position means (zone, supervision) is the terminal's plan, not a feed's. */
export function yardPart(number: string, view: GraphView): RiskRecord<'Equip'> {
  const happened = view.happened.filter(event => event.equipment === number);
  const laden = happened.filter(event => event.fullness !== 'EMPTY');
  const landed = laden.findLast(isLanding);
  const dischargedAt = instantOf(landed?.time);
  const after = landed ? laden.slice(laden.indexOf(landed) + 1) : [];
  return {
    gateInAt: instantOf(laden.find(event => event.type === 'GATE_IN')?.time),
    dischargedAt,
    pickupAt: instantOf(after.find(event => event.type === 'GATE_OUT')?.time),
    yard: yardOf(number, laden, view),
    moves: movesOf(happened),
  };
}

const LEAVES: ReadonlySet<EventEntry['type']> = new Set(['GATE_OUT', 'LOAD', 'PICK_UP']);
const ENTERS: ReadonlySet<EventEntry['type']> = new Set(['GATE_IN', 'DISCHARGE', 'DROP_OFF']);

/** A box outside the terminals stands in no yard: "" since now, so that no stay counts. */
function yardOf(number: string, happened: readonly EventEntry[], view: GraphView): RiskRecord<'Yard'> | undefined {
  const moved = happened.findLast(event => LEAVES.has(event.type) || ENTERS.has(event.type));
  if (!moved) return undefined;
  if (LEAVES.has(moved.type)) return { pos: '', known: true, since: view.now };
  const position = view.document.port.yardPositions.findLast(
    each => each.equipment === number && each.time.instant >= moved.time.instant,
  );
  if (!position) return { pos: '', known: false };
  return {
    pos: position.place.codes.find(code => code.scheme === 'YARD')?.value ?? '',
    known: true,
    since: instantOf(position.time),
  };
}

/** From discharge to stacking. A discharge whose stacking nobody reported leaves the moves of the box unknown. */
function movesOf(happened: readonly EventEntry[]): readonly RiskRecord<'Move'>[] | undefined {
  const moves = stays(happened).map(({ discharged, stacked }) => {
    const hours = hoursBetween(instantOf(discharged.time), instantOf(stacked?.time));
    return hours === undefined ? undefined : { kind: 'DISCHARGE_TO_STACK', minutes: 60 * hours };
  });
  const known = moves.filter(move => move !== undefined);
  return known.length > 0 || moves.length === 0 ? known : undefined;
}

/** Carrier and terminal both report a discharge: the terminal's, which is the first of its port, counts. */
function stays(happened: readonly EventEntry[]) {
  const ports = new Map<string, { discharged: EventEntry; stacked?: EventEntry }>();
  for (const event of happened) {
    const port = unLocode(event.place) ?? '';
    const stay = ports.get(port);
    if (event.type === 'DISCHARGE' && !stay) ports.set(port, { discharged: event });
    if (event.type === 'STACK' && stay && !stay.stacked) ports.set(port, { ...stay, stacked: event });
  }
  return [...ports.values()];
}
