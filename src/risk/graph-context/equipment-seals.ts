import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import { compareText } from '../../consignment/revision-order.ts';
import type { SealClaim } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { instantOf, unique, unLocode } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

/** One reading of the seals on a box, which may carry several. */
interface Reading {
  readonly seals: readonly SealClaim[];
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
    sealAffixedAt: instantOf(box.sealCustody.find(each => each.action === 'APPLIED')?.at),
    sealChanges: [...controlSeals(box.number, view), ...changesBetween(readings, sealsDeclared)],
  };
}

function readingsOf(box: EquipmentUseEntry, view: GraphView): readonly Reading[] {
  const facts = unique(box.seals.filter(claim => view.kindOf(claim.fact) === 'EVENT').map(claim => claim.fact));
  return facts
    .flatMap((fact): Reading[] => {
      const event = view.eventOf(fact);
      if (event?.classifier !== 'ACT' || !event.effective) return [];
      const seals = box.seals.filter(claim => claim.fact === fact).map(claim => claim.value);
      return [{ seals, at: instantOf(event.time), loc: unLocode(event.place) }];
    })
    .sort((a, b) => compareText(a.at ?? '', b.at ?? ''));
}

/** UN/EDIFACT 4517: a condition is reported where something is wrong with a seal. */
function isIntact({ condition }: SealClaim): boolean {
  return condition === undefined || condition === 'INTACT';
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

const AUTHORITIES: ReadonlySet<SealClaim['party']> = new Set(['CUSTOMS', 'VETERINARY']);

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
