import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference, ReferenceScheme } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { distinct } from './distinct-references.ts';

/** What an answer is about: a declaration, or the bills of a manifest. */
export interface Answered {
  readonly number?: string;
  readonly localReference?: string;
  readonly version?: number;
  readonly references: readonly Reference[];
}

/** List 1153. ABT is the number that customs gave, AFB that of the goods declaration; ABE and ABO are the declarant's own. */
const SCHEMES: Readonly<Record<string, ReferenceScheme>> = codeTable({
  ABT: 'DECLARATION',
  AAE: 'DECLARATION',
  MRN: 'DECLARATION',
  AFB: 'DECLARATION',
  ABE: 'LRN',
  ABO: 'LRN',
  LRN: 'LRN',
  BM: 'BL',
  BH: 'BL',
  HB: 'BL',
  MB: 'BL',
  AAS: 'BL',
  UCN: 'UCR_D',
  AAQ: 'CONTAINER',
});
const DECLARATION_ORDER = ['ABT', 'MRN', 'AAE', 'AFB'];
const LOCAL_ORDER = ['LRN', 'ABE', 'ABO'];

export function readAnswered(segments: readonly EdifactSegment[], profile: MappingProfile): Answered {
  const rffs = segments.filter(rff => rff.tag === 'RFF' && !isNothing(rff.component(1, 1), profile));
  const declarant = segments.find(nad => nad.tag === 'NAD' && nad.code(1) === 'DT')?.element(2);
  const find = (codes: readonly string[]) =>
    codes.flatMap(code => rffs.find(rff => rff.code(1) === code) ?? []).map(rff => rff.component(1, 1))[0];
  const number = find(DECLARATION_ORDER);
  const localReference = find(LOCAL_ORDER);
  const boxes = segments.filter(({ tag }) => tag === 'EQD').map(eqd => eqd.element(2));
  return {
    ...(number ? { number } : {}),
    ...(localReference ? { localReference } : {}),
    ...versionOf(rffs),
    references: distinct([
      ...rffs.flatMap(rff => quoteRff(rff, declarant)),
      ...boxes.flatMap(box => quote('CONTAINER', isNullValue(profile, box) ? undefined : box)),
    ]),
  };
}

/** Customs fill a number that there is none of with zeros. */
export function isNothing(number: string, profile: MappingProfile): boolean {
  return isNullValue(profile, number) || /^0+$/.test(number);
}

function quoteRff(rff: EdifactSegment, declarant: string | undefined): Reference[] {
  const scheme = SCHEMES[rff.code(1)];
  if (!scheme) return [];
  return quote(scheme, rff.component(1, 1), scheme === 'LRN' ? declarant : undefined);
}

/** RFF+ABT:number:line:version. */
function versionOf(rffs: readonly EdifactSegment[]): Pick<Answered, 'version'> {
  const stated = rffs.find(rff => DECLARATION_ORDER.includes(rff.code(1)))?.component(1, 3) ?? '';
  return /^\d{1,6}$/.test(stated) ? { version: Number(stated) } : {};
}
