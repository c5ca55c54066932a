import type { ItemClaim, Mass, PlaceClaim } from '../../messages/claims.ts';
import type { Fact, TransportDocumentFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { quoteJourney } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { sumMasses } from '../formats/edifact-mass.ts';
import { readParties } from '../formats/edifact-party.ts';
import { readPlace } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { allSegments } from '../port/edifact-box-groups.ts';
import { carrierOf, quoteRff } from '../port/edifact-box-references.ts';
import { findLoc } from '../port/edifact-order-place.ts';
import { distinct } from './distinct-references.ts';
import { type Bill, readBill } from './edifact-cuscar-bill.ts';
import { billEquipment } from './edifact-cuscar-equipment.ts';
import type { ManifestLine } from './edifact-cuscar-groups.ts';
import type { Manifest } from './edifact-cuscar-manifest.ts';
import { readGoodsItem, readGoodsMasses } from './edifact-goods-item.ts';

/** One bill, and that it was lodged; or that both are taken back. Nothing where its issues hold an ERROR. */
export function readManifestLine(manifest: Manifest, line: ManifestLine, issues: FeedIssue[]): Fact[] {
  const { document, groups, profile } = manifest;
  const carrier = lineCarrier(manifest, line);
  const header = allSegments(groups.header);
  const bill = readBill(line, header, carrier, profile, issues);
  if (!bill) {
    const remedy = 'Send the bill of lading in RFF+BM, a house bill in RFF+HB.';
    issues.push(segmentIssue(line.start, 'STRUCTURE', 'ERROR', 'the consignment has no bill number', remedy));
    return [];
  }
  const key = lineKey(manifest, bill);
  const content = readContent(manifest, line, bill, carrier, issues);
  const origin = {
    position: line.start.position,
    references: content.references,
    key,
    revision: document.function === 'CORRECTS' ? 1 : 0,
    ...(document.updatedAt ? { updatedAt: document.updatedAt } : {}),
    ...(issues.length > 0 ? { issues } : {}),
  };
  if (document.function === 'RETRACTS') return [{ kind: 'RETRACTION', target: { key }, ...origin, revision: 2 }];
  const fact: TransportDocumentFact = { kind: 'TRANSPORT_DOCUMENT', ...bill, ...content, ...origin };
  return [fact, ...lodgement(manifest, fact)];
}

function lodgement({ document }: Manifest, fact: TransportDocumentFact): Fact[] {
  const { position, references, key, revision, updatedAt, office, conveyance } = fact;
  if (!document.createdAt) return [];
  return [
    {
      kind: 'EVENT',
      type: 'MANIFEST_LODGED',
      classifier: 'ACT',
      subject: 'DOCUMENT',
      time: document.createdAt,
      ...(office ? { place: office } : {}),
      ...(conveyance ? { conveyance } : {}),
      rawCode: `UN/EDIFACT 1001:${document.bgm.code(1)}`,
      position,
      references,
      ...(key === undefined ? {} : { key }),
      ...(revision === undefined ? {} : { revision }),
      ...(updatedAt ? { updatedAt } : {}),
    },
  ];
}

/** A bill stands in one manifest of a kind; a manifest of another kind states its own view of it. */
function lineKey({ document }: Manifest, { document: { number }, master }: Bill): string {
  return ['CUSCAR', document.bgm.code(1), master?.number ?? '', number].map(normaliseNumber).join('|');
}

function lineCarrier({ groups, carriage, profile }: Manifest, line: ManifestLine): string | undefined {
  const carriers = nads([...line.own, ...groups.header.parties]).filter(nad => ['CA', 'CF'].includes(nad.code(1)));
  return (carriers[0] && carrierOf(carriers[0], profile)) ?? (carriage && carrierOf(carriage.tdt, profile, 5));
}

function readContent(
  manifest: Manifest,
  line: ManifestLine,
  bill: Bill,
  carrier: string | undefined,
  issues: FeedIssue[],
) {
  const { groups, conveyance, profile, office } = manifest;
  const items = line.items.map((item, i) => readGoodsItem(item, i, issues));
  const equipment = billEquipment(line, items, groups, profile, issues);
  const quoted = [...line.own, ...line.items.flatMap(({ segments }) => segments), ...allSegments(groups.header)];
  const place = (qualifiers: readonly string[]) => linePlace(manifest, line, qualifiers, issues);
  return {
    references: distinct([
      ...quote('BL', bill.document.number, bill.document.issuer),
      ...quote('BL', bill.master?.number, bill.master?.issuer),
      ...quoted.flatMap(rff => quoteRff(rff, carrier, profile)),
      ...quoteEquipment(equipment),
      ...quoteJourney(conveyance),
    ]),
    ...describe(items),
    ...placed('origin', place(['88', '76', '5'])),
    ...placed('placeOfLoading', place(['9'])),
    ...placed('placeOfDischarge', place(['11'])),
    ...placed('destination', place(['8', '7'])),
    ...placed('office', office),
    parties: readParties([...nads(line.own), ...groups.header.parties], profile),
    items,
    equipment,
    ...totals(line, items, issues),
    ...(conveyance ? { conveyance } : {}),
  } satisfies Partial<TransportDocumentFact>;
}

function placed<Name extends string>(name: Name, place: PlaceClaim | undefined): { [name in Name]?: PlaceClaim } {
  return place ? ({ [name]: place } as { [name in Name]: PlaceClaim }) : {};
}

/** The ports of the whole manifest stand for those that a bill leaves out; LOC+5 and the destination are of a bill alone. */
function linePlace(
  { groups, profile }: Manifest,
  { own }: ManifestLine,
  qualifiers: readonly string[],
  issues: FeedIssue[],
): PlaceClaim | undefined {
  const shared = qualifiers.filter(each => each === '9' || each === '11');
  const loc = findLoc(own, qualifiers) ?? findLoc(allSegments(groups.header), shared);
  return loc && readPlace(loc, profile, issues);
}

function nads(segments: readonly EdifactSegment[]): readonly EdifactSegment[] {
  return segments.filter(({ tag }) => tag === 'NAD');
}

function describe(items: readonly ItemClaim[]): { goodsDescription?: string } {
  const description = items.find(item => item.description !== undefined)?.description;
  return description === undefined ? {} : { goodsDescription: description };
}

/** Totals as the bill states them (MEA, CNT+7, CNT+11), else those of its goods, where every item states them. */
function totals(
  line: ManifestLine,
  items: readonly ItemClaim[],
  issues: FeedIssue[],
): { grossMass?: Mass; packages?: number } {
  const stated = readGoodsMasses(line.own, issues).grossMass ?? controlMass(line.own);
  const masses = items.flatMap(({ grossMass }) => grossMass ?? []);
  const grossMass = stated ?? (masses.length === items.length ? onlyOrSum(masses) : undefined);
  const counts = items.flatMap(({ packages }) => packages?.count ?? []);
  const counted = counts.length > 0 && counts.length === items.length ? counts.reduce((a, b) => a + b, 0) : undefined;
  const packages = Number(control(line.own, '11')?.decimal(1, 1)) || counted;
  return { ...(grossMass ? { grossMass } : {}), ...(packages ? { packages } : {}) };
}

function onlyOrSum(masses: readonly Mass[]): Mass | undefined {
  return masses.length === 1 ? masses[0] : sumMasses(masses);
}

/** CNT+7:mass:unit; kilograms where none is stated. */
function controlMass(own: readonly EdifactSegment[]): Mass | undefined {
  const cnt = control(own, '7');
  const value = cnt?.decimal(1, 1) ?? '';
  return Number(value) > 0 ? { value, unit: cnt?.code(1, 2).startsWith('T') ? 'TNE' : 'KGM' } : undefined;
}

function control(own: readonly EdifactSegment[], qualifier: string): EdifactSegment | undefined {
  return own.find(segment => segment.tag === 'CNT' && segment.element(1) === qualifier);
}
