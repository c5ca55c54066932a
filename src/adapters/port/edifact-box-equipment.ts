import type { EquipmentClaim, Mass, SealClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { readStatedContainer } from '../formats/edifact-container-number.ts';
import { readMass } from '../formats/edifact-mass.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { FULLNESS, LOADS, SUPPLIERS } from './edifact-box-codes.ts';
import { allSegments, type BoxGroup } from './edifact-box-groups.ts';
import type { BoxReading } from './edifact-box-reading.ts';

/** EQD+kind+number+size and type+supplier+status+fullness, with the masses, seals and hazards of its group. */
export function readEquipment({
  box,
  goods,
  profile,
  issues,
}: Pick<BoxReading, 'box' | 'goods' | 'profile' | 'issues'>): EquipmentClaim {
  const { eqd, own } = box;
  const number = readBoxNumber(eqd, issues);
  const sizeType = (eqd.code(3) || eqd.code(3, 3)).slice(0, 4);
  const fullness = FULLNESS[eqd.element(6)];
  const load = LOADS[eqd.element(6)];
  const supplier = SUPPLIERS[eqd.element(4)];
  const inside = goods.filter(item => item.boxes.includes(number)).flatMap(item => item.segments);
  const has = (tag: string) => own.some(segment => segment.tag === tag) || inside.some(segment => segment.tag === tag);
  return {
    number,
    ...(sizeType === '' ? {} : { sizeType }),
    ...(fullness === undefined ? {} : { fullness }),
    ...(load === undefined ? {} : { load }),
    ...(supplier === undefined ? {} : { supplier }),
    seals: own.filter(segment => segment.tag === 'SEL').flatMap(sel => readSeal(sel, profile)),
    ...readMasses(own, issues),
    ...readWagon(box, profile),
    ...(has('DGS') ? { dangerous: true } : {}),
    ...(has('TMP') || isReeferType(sizeType) ? { reefer: true } : {}),
  };
}

/** A trailer, chassis or rail car has a number of another kind. */
function readBoxNumber(eqd: EdifactSegment, issues: FeedIssue[]): string {
  const isContainer = ['CN', ''].includes(eqd.code(1));
  return readStatedContainer(eqd, eqd.element(2), isContainer ? issues : []);
}

/** ISO 6346: R in third place is a refrigerated container; before 1995 the type was 30 to 32. */
function isReeferType(sizeType: string): boolean {
  return /^..(R.|3[0-2])$/.test(sizeType);
}

/** List 9303. */
const SEAL_PARTIES: Readonly<Record<string, SealClaim['party']>> = codeTable({
  CA: 'CARRIER',
  SH: 'SHIPPER',
  CU: 'CUSTOMS',
  TO: 'TERMINAL',
  AA: 'CONSOLIDATOR',
  AC: 'VETERINARY', // quarantine agency
});
/** List 4517. */
const SEAL_CONDITIONS: Readonly<Record<string, SealClaim['condition']>> = codeTable({
  '1': 'INTACT',
  '2': 'DAMAGED',
  '3': 'MISSING',
  '4': 'BROKEN',
});

/** `SEL+88200+SH+1'`. Senders also write `SEL+Y'` for "sealed": a seal number has a digit. */
function readSeal(sel: EdifactSegment, profile: MappingProfile): SealClaim[] {
  const number = sel.element(1);
  if (isNullValue(profile, number) || !/\d/.test(number)) return [];
  const issuer = sel.code(2);
  const party = issuer === '' ? undefined : (SEAL_PARTIES[issuer] ?? 'OTHER');
  const condition = SEAL_CONDITIONS[sel.element(3)];
  return [{ number: number.toUpperCase(), ...(party ? { party } : {}), ...(condition ? { condition } : {}) }];
}

type MassKind = 'verifiedGrossMass' | 'grossMass' | 'tareMass';
/** List 6313; without one the mass is the gross mass. VGM is the verified gross mass of SOLAS VI/2. */
const MASS_KINDS: Readonly<Record<string, MassKind>> = codeTable({
  VGM: 'verifiedGrossMass',
  G: 'grossMass',
  AET: 'grossMass',
  EGW: 'grossMass',
  '': 'grossMass',
  T: 'tareMass',
});
const WEIGHT_PURPOSES = new Set(['AAE', 'WT', 'VGM']); // 6311; SMDG's bay plans state the verified mass as a purpose of its own

function readMasses(own: readonly EdifactSegment[], issues: FeedIssue[]): Partial<Record<MassKind, Mass>> {
  const masses: Partial<Record<MassKind, Mass>> = {};
  for (const mea of own) {
    const kind = mea.tag === 'MEA' ? massKind(mea) : undefined;
    const mass = kind && readMass(mea, issues);
    if (kind && mass) masses[kind] ??= mass;
  }
  return masses;
}

function massKind(mea: EdifactSegment): MassKind | undefined {
  const purpose = mea.code(1);
  if (!WEIGHT_PURPOSES.has(purpose)) return undefined;
  return MASS_KINDS[mea.code(2) || (purpose === 'VGM' ? 'VGM' : '')];
}

/** A rail wagon under the box (Recommendation 19 mode 2) has twelve digits. */
function readWagon(box: BoxGroup, profile: MappingProfile): Pick<EquipmentClaim, 'wagon'> {
  const rail = box.carriages.find(({ tdt }) => tdt.element(3) === '2');
  const wagon = rail?.tdt.element(8).replace(/[\s-]+/g, '') ?? '';
  return /^\d{12}$/.test(wagon) && !isNullValue(profile, wagon) ? { wagon } : {};
}

/** Damage as a remark for people: DAM names kind, place and gravity. */
export function damageText(box: BoxGroup): string {
  return box.damages
    .map(dam =>
      [2, 3, 4]
        .map(i => dam.component(i, 3) || dam.element(i))
        .filter(text => text !== '')
        .join(' '),
    )
    .filter(text => text !== '')
    .map(text => `damage: ${text}`)
    .join('; ');
}

export function stowageCell(box: BoxGroup): EdifactSegment | undefined {
  return allSegments(box).find(segment => segment.tag === 'LOC' && segment.element(1) === '147');
}
