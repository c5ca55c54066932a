import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { MessageGlance } from '../adapter.ts';
import { glance } from '../formats/glance.ts';

export const TERMINAL_PROFILE: MappingProfile = {
  sender: 'qqct',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

/** The fixtures are all messages: what is none fails the test that reads it. */
export function glanceAt(text: string | Uint8Array, profile: MappingProfile = TERMINAL_PROFILE): MessageGlance {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return glance(bytes, profile) as MessageGlance;
}

/** A full export box through the gate of Qianwan by truck, after D.95B and ITIGG. */
export const GATE_IN = [
  'UNB+UNOA:2+QQCT+COSU+260310:0815+4711',
  'UNH+1+CODECO:D:95B:UN:ITG14',
  'BGM+34+GIN20260310001+9',
  'TDT+20+018W+1++COS:172:20+++9776171:146::COSCO SHIPPING ARIES',
  'LOC+9+CNQDG:139:6',
  'NAD+MS+QQCT:160:ZZZ',
  'NAD+CF+COS:160:20',
  'EQD+CN+CSQU3054383+22G1:102:5++2+5',
  'RFF+BN:COSU6123456780',
  'RFF+ABT:425820260000012345',
  'DTM+7:202603100812:203',
  'LOC+165+CNQDG:139:6+QQCT:TER:ZZZ',
  'LOC+11+DEHAM:139:6',
  'MEA+AAE+VGM+KGM:21850',
  'SEL+CS884512+CA+1',
  'TDT+1++3+31++++LU-B 12345',
  'CNT+16:1',
  'UNT+17+1',
  'UNZ+1+4711',
]
  .map(segment => `${segment}'\r\n`)
  .join('');

/** Two boxes discharged at Qingdao, one of them to be transhipped, after D.95B and SMDG. */
export const DISCHARGE = [
  'UNH+44+COARRI:D:95B:UN:ITG10',
  'BGM+44+DIS20260311007+9',
  'DTM+137:202603111200:203',
  'TDT+20+017E+1++COS:172:20+++3ERX3:103::EVER GLOWING',
  'LOC+11+CNQDG:139:6+QQCTU:TER:306',
  'DTM+178:202603110400:203',
  'DTM+133:202603121800:203',
  'NAD+CA+COS:160:20',
  'EQD+CN+CSQU3054383+45R1:102:5++3+5',
  'RFF+BM:COSU6123456780',
  'DTM+203:202603110915:203',
  'LOC+147+0191006::5',
  'LOC+9+DEHAM:139:6',
  'LOC+11+CNQDG:139:6',
  'MEA+AAE+G+KGM:18200',
  'TMP+2+-18:CEL',
  'SEL+884512+SH',
  'SEL+C55+CU+2',
  'DAM+1+DEN:ZZZ::DENT+LEFT:ZZZ::LEFT SIDE+MIN:ZZZ::MINOR',
  'EQD+CN+TCLU7654321+22G1:102:5++6+4',
  'RFF+BM:COSU6999999990',
  'DTM+203:202603110921:203',
  'LOC+11+KRPUS:139:6',
  'DGS+IMD+3+1203',
  'CNT+16:2',
  'UNT+26+44',
]
  .map(segment => `${segment}'`)
  .join('');
