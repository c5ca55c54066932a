import type { EquipmentUseEntry, SealActionEntry } from '../../consignment/consignment-slice.ts';
import { compareText } from '../../consignment/revision-order.ts';
import type { RiskRecord } from '../risk-context.ts';
import { instantOf, unique, unLocode } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

/** One reading of the seals on a box, which may carry several. */
interface Reading {
  readonly seals: readonly Pick<SealActionEntry, 'number' | 'party' | 'condition'>[];
  readonly at: string | undefined;
  readonly loc: string | undefined;
}

type Change = RiskRecord<'SealChange'>;

const PAPERS: ReadonlySet<string> = new Set([
  'TRANSPORT_DOCUMENT',
  'DECLARATION',
  'RAIL_NOTE',
  'BOOKING',
  'CERTIFICATE',
  'PARTNER_RECORD',
]);

const AUTHORITIES: ReadonlySet<SealActionEntry['party']> = new Set(['CUSTOMS', 'VETERINARY']);

/** By who stuffed the box: what customs put on after a control is another matter. */
function isAffixed({ action, party }: SealActionEntry): boolean {
  return action === 'APPLIED' && !AUTHORITIES.has(party);
}

/** Papers declare seals, events read them, controls change them. */
export function sealsPart(box: EquipmentUseEntry, view: GraphView): RiskRecord<'Equip'> {
  const readings = readingsOf(box, view);
  const sealsDeclared = unique(
    box.seals.filter(claim => PAPERS.has(view.kindOf(claim.fact) ?? '')).map(claim => claim.value.number),
  );
  return {
    sealsDeclared: sealsDeclared.length > 0 ? sealsDeclared : undefined,
    sealReads: readings.flatMap(({ seals, at, loc }) =>
      seals.map(seal => ({ no: seal.number, at, loc, intact: isIntact(seal) })),
    ),
    sealAffixedAt: instantOf(box.sealCustody.find(isAffixed)?.at),
    sealChanges: [...controlSeals(box.number, view), ...changesBetween(readings, sealsDeclared)],
  };
}

function readingsOf(box: EquipmentUseEntry, view: GraphView): readonly Reading[] {
  const seen = box.sealCustody.filter(each => view.kindOf(each.fact) === 'EVENT');
  return unique(seen.map(each => each.fact))
    .flatMap((fact): Reading[] => {
      const event = view.eventOf(fact);
      if (event?.classifier !== 'ACT' || !event.effective) return [];
      const seals = seen.filter(each => each.fact === fact);
      return [{ seals, at: instantOf(event.time), loc: unLocode(event.place) }];
    })
    .sort((a, b) => compareText(a.at ?? '', b.at ?? ''));
}

/** UN/EDIFACT 4517: a condition is reported where something is wrong with a seal. */
function isIntact({ condition }: Pick<SealActionEntry, 'condition'>): boolean {
  return condition === null || condition === 'INTACT';
}

/** A control that opened the box and sealed it anew is the record behind the new seal. */
function controlSeals(box: string, { document }: GraphView): readonly Change[] {
  return [...document.customs.inspections, ...document.partner.inspections].flatMap(
    ({ sealApplied, equipment, performedAt, place }) =>
      sealApplied && (equipment.length === 0 || equipment.includes(box))
        ? [{ oldNo: '', newNo: sealApplied, at: instantOf(performedAt), loc: unLocode(place), official: true }]
        : [],
  );
}

/** None of the seals read before is there any more, and no paper announced the new one. */
function changesBetween(readings: readonly Reading[], declared: readonly string[]): readonly Change[] {
  return readings.flatMap((reading, i) => {
    const before = readings[i - 1];
    if (!before || reading.seals.some(seal => before.seals.some(old => old.number === seal.number))) return [];
    return reading.seals
      .filter(seal => !declared.includes(seal.number))
      .map(seal => ({
        oldNo: before.seals[0]?.number,
        newNo: seal.number,
        at: reading.at,
        loc: reading.loc,
        official: AUTHORITIES.has(seal.party),
      }));
  });
}
