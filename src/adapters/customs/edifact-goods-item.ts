import type { ItemClaim, Mass } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { readMass } from '../formats/edifact-mass.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import type { ManifestItem } from './edifact-cuscar-groups.ts';

/** GID+number+packages:kind, with the text, masses, tariff code, hazards and boxes of its group. */
export function readGoodsItem({ gid, segments }: ManifestItem, index: number, issues: FeedIssue[]): ItemClaim {
  const of = (tag: string) => segments.filter(segment => segment.tag === tag);
  const description = goodsDescription(of('FTX'));
  const hsCode = tariffCode([...of('CST'), ...of('PIA')]);
  const packages = readPackages(gid, of('PAC'));
  const hazard = of('DGS')[0];
  const origin =
    of('LOC')
      .find(loc => loc.element(1) === '27')
      ?.code(2) ?? '';
  const boxes = itemBoxes(segments);
  return {
    sequence: Number(gid.decimal(1)) || index + 1,
    ...(hsCode ? { hsCode } : {}),
    ...(description === '' ? {} : { description }),
    ...(packages ? { packages } : {}),
    ...readGoodsMasses(segments, issues),
    ...(isCountryCode(origin) ? { originCountry: origin } : {}),
    ...(hazard ? { dangerousGoods: dangerousGoods(hazard) } : {}),
    ...(boxes.length > 0 ? { equipment: boxes } : {}),
  };
}

/** SGP names the boxes that the goods are in. */
export function itemBoxes(segments: readonly EdifactSegment[]): readonly string[] {
  const numbers = segments.filter(({ tag }) => tag === 'SGP').map(sgp => readContainerNumber(sgp.element(1)).number);
  return [...new Set(numbers.filter(number => number !== ''))];
}

type GoodsMass = 'grossMass' | 'netMass';
/** List 6313, as manifests use it; volumes and counts are in MEA too. */
const MASS_KINDS: Readonly<Record<string, GoodsMass>> = codeTable({
  G: 'grossMass',
  AAB: 'grossMass', // of the goods item
  AAD: 'grossMass', // total
  AAE: 'grossMass',
  AET: 'grossMass',
  '': 'grossMass',
  AAC: 'netMass', // total
  AAL: 'netMass',
  N: 'netMass',
});
const WEIGHT_PURPOSES = new Set(['AAE', 'WT']); // 6311

export function readGoodsMasses(
  segments: readonly EdifactSegment[],
  issues: FeedIssue[],
): Partial<Record<GoodsMass, Mass>> {
  const masses: Partial<Record<GoodsMass, Mass>> = {};
  for (const mea of segments) {
    const kind = mea.tag === 'MEA' && WEIGHT_PURPOSES.has(mea.code(1)) ? MASS_KINDS[mea.code(2)] : undefined;
    const mass = kind && readMass(mea, issues);
    if (kind && mass) masses[kind] ??= mass;
  }
  return masses;
}

function goodsDescription(ftxs: readonly EdifactSegment[]): string {
  const texts = ftxs.filter(ftx => ftx.code(1) === 'AAA').flatMap(ftx => ftx.components(4));
  return texts.filter(text => text !== '').join(' ');
}

const TARIFF_LISTS = new Set(['122', 'HS', 'TSP']); // 1131, 7143

/** CST+item+code:122 or PIA+5+code:HS. */
function tariffCode(segments: readonly EdifactSegment[]): string | undefined {
  const stated = segments.flatMap(segment =>
    [2, 3, 4, 5, 6].filter(i => TARIFF_LISTS.has(segment.code(i, 1))).map(i => segment.element(i)),
  );
  return stated.flatMap(code => readHsCode(code) ?? [])[0];
}

/** From D.99B on the packages are in PAC+count++kind. */
function readPackages(gid: EdifactSegment, pacs: readonly EdifactSegment[]): ItemClaim['packages'] {
  const pac = pacs.find(each => each.decimal(1) !== '');
  const count = gid.decimal(2) || pac?.decimal(1);
  if (!count || !/^\d+$/.test(count)) return undefined;
  const kind = gid.code(2, 1) || pac?.code(3) || '';
  return { count: Number(count), ...(kind === '' ? {} : { kind }) };
}

function dangerousGoods(dgs: EdifactSegment): NonNullable<ItemClaim['dangerousGoods']> {
  const [imoClass, unNumber] = [dgs.element(2), dgs.element(3)];
  return { ...(unNumber === '' ? {} : { unNumber }), ...(imoClass === '' ? {} : { imoClass }) };
}
