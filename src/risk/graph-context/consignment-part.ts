import type { EventEntry } from '../../consignment/consignment-slice.ts';
import type { DeclarationEntry, DeclarationStatus } from '../../consignment/customs-slice.ts';
import type { RiskRecord } from '../risk-context.ts';
import { best, unique, unLocode } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';
import { stopsOf } from './stops.ts';

/** Who, what and whereto. Lists, selection and history of risk control stay unknown: no joined feed states them. */
export function consignmentPart(view: GraphView): RiskRecord<'Consignment'> {
  const { consignment, declaration } = view;
  const legs = stopsOf(view);
  const pol = unLocode(best(consignment.placeOfLoading)) ?? legs[0]?.loc;
  const pod = unLocode(best(consignment.placeOfDischarge)) ?? legs.at(-1)?.loc;
  return {
    id: view.id,
    ucr: consignment.identifiers.find(each => each.scheme === 'UCR_D')?.value ?? '',
    mode: modeOf(view),
    direction: view.direction,
    dispatchCountry: view.dispatchCountry,
    destCountry: view.destinationCountry,
    pol,
    pod,
    plannedRoute: pol && pod ? unique([pol, ...legs.map(leg => leg.loc), pod]) : undefined,
    legs,
    podChangedAfterDeparture: dischargePortChanged(view),
    ...containerised(view),
    releasedAt: declaration?.releasedAt ?? undefined,
    collected: hasLeft(view),
    joinConflicts: consignment.links.filter(link => link.confidence === 'AMBIGUOUS').length,
    hist: { relodgedOtherOffice: relodgedElsewhere(view) },
  };
}

const TAKEN_BACK: ReadonlySet<DeclarationStatus> = new Set(['REJECTED', 'INVALIDATED']);

/** Declarations of the same goods that another office of the country had rejected, or that were taken back there. */
function relodgedElsewhere({ declaration, document }: GraphView): number | undefined {
  const office = officeOf(declaration);
  if (!declaration || office === undefined) return undefined;
  return document.customs.declarations.filter(
    each =>
      TAKEN_BACK.has(each.status) &&
      each.country === declaration.country &&
      each.direction === declaration.direction &&
      ![undefined, office].includes(officeOf(each)),
  ).length;
}

function officeOf(declaration: DeclarationEntry | undefined): string | undefined {
  return declaration?.office?.codes.find(code => code.scheme === 'CUSTOMS_OFFICE')?.value;
}

/** Release before inspection is for bulk goods (GACC notices on iron ore, coal and crude oil): boxes never are. */
function containerised({ consignment }: GraphView): RiskRecord<'Consignment'> {
  if (consignment.equipmentUses.length === 0) return {};
  return { cargoKind: 'CONTAINER', releaseFirst: false, movedBeforeLabResult: false };
}

export function modeOf({ consignment, document }: GraphView): string | undefined {
  const modes = new Set(consignment.legs.map(leg => leg.mode));
  if (document.rail.notes.length > 0) modes.add('RAIL');
  if (consignment.transportDocuments.some(each => /_BL$|WAYBILL/.test(each.type))) modes.add('SEA');
  if (modes.has('SEA') && modes.has('RAIL')) return 'SEA_RAIL';
  return modes.size === 1 ? [...modes][0] : undefined;
}

const ON_THE_WAY: ReadonlySet<EventEntry['movement']> = new Set(['TRANSHIPMENT', 'REMAIN_ON_BOARD', 'SHIFT']);

/** Put ashore to stay: a discharge in transhipment (UN/EDIFACT 8249 = 6) is none. */
export function isLanding(event: EventEntry): boolean {
  return event.type === 'DISCHARGE' && !ON_THE_WAY.has(event.movement);
}

/** Bills that name one port, and goods landed in no other: not changed. Bills that differ do not say which came later. */
function dischargePortChanged({ consignment, happened }: GraphView): boolean | undefined {
  const billed = unique(consignment.placeOfDischarge.map(claim => unLocode(claim.value)));
  const imported = happened.filter(event => isLanding(event) && event.movement === 'IMPORT');
  if (billed.length === 0) return undefined;
  if (unique(imported.map(event => unLocode(event.place))).some(port => !billed.includes(port))) return true;
  return billed.length === 1 ? false : undefined;
}

/** Goods for abroad are gone once they are loaded; goods from abroad once they left the port, by road or on a train. */
export function hasLeft({ consignment, direction, happened }: GraphView): boolean | undefined {
  if (direction === 'EXPORT') return happened.some(event => event.type === 'LOAD' || event.type === 'DEPARTURE');
  if (consignment.status.value === 'DELIVERED') return true;
  const landed = happened.findLastIndex(isLanding);
  return landed === -1 ? undefined : happened.slice(landed + 1).some(event => LEAVING.has(event.type));
}

const LEAVING: ReadonlySet<EventEntry['type']> = new Set(['GATE_OUT', 'LOAD', 'DEPARTURE', 'CARGO_DELIVERED']);
