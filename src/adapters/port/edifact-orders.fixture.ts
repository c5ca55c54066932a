import type { EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter } from '../adapter.ts';
import { glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';

const message = (...segments: readonly string[]) => segments.map(segment => `${segment}'`).join('\n');

/** Two export boxes to be loaded at Qingdao, one transhipped, after D.95B and ITIGG. */
export const LOADING_ORDER = message(
  'UNB+UNOA:2+COSU+QQCT+260312:0900+5001',
  'UNH+1+COPRAR:D:95B:UN:ITG12',
  'BGM+45+LDO20260312004+9',
  'DTM+137:202603120900:203',
  'TDT+20+018W+1++COS:172:20+++9776171:146::COSCO SHIPPING ARIES',
  'LOC+9+CNQDG:139:6+QQCTU:TER:306',
  'DTM+132:202603140600:203',
  'DTM+133:202603151800:203',
  'NAD+CA+COS:172:20',
  'EQD+CN+CSQU3054383+22G1:102:5++2+5',
  'RFF+BN:COSU6123456780',
  'LOC+11+DEHAM:139:6',
  'LOC+147+0191006::5',
  'MEA+AAE+VGM+KGM:21850',
  'SEL+CS884512+CA',
  'FTX+AAA+++MACHINE PARTS',
  'EQD+CN+TCLU7654320+45R1:102:5++6+5',
  'RFF+BM:COSU6999999990',
  'TMP+2+-18:CEL',
  'RNG+5+CEL:-20:-16',
  'DGS+IMD+3+1263',
  'CNT+16:2',
  'UNT+22+1',
  'UNZ+1+5001',
);

/** Two 40' boxes to be released for a booking, after D.95B and ITIGG. */
export const RELEASE_ORDER = message(
  'UNH+2+COPARN:D:95B:UN:ITG11',
  'BGM+12+REL2026031000021+9',
  'RFF+BN:COSU6123456780',
  'TDT+20+018W+1++COS:172:20+++9776171:146::COSCO SHIPPING ARIES',
  'LOC+9+CNQDG:139:6',
  'DTM+133:202603151800:203',
  'DTM+137:202603100930:203',
  'NAD+CA+COS:172:20',
  'NAD+CZ++CHONGQING TOOLS LTD',
  'EQD+CN++45G1:102:5++2+4',
  'RFF+BN:COSU6123456780',
  'EQN+2',
  'DTM+201:202603110800:203',
  'LOC+98+CNQDG:139:6+QDDEP:TER:ZZZ',
  'LOC+11+DEHAM:139:6',
  'FTX+AAA+++HAND TOOLS',
  'TDT+1++3+31',
  'CNT+16:1',
  'UNT+19+2',
);

/** A full box announced to be brought by truck, after D.00B. */
export const DELIVERY_NOTICE = message(
  'UNH+3+COPINO:D:00B:UN',
  'BGM+405+PRE2026031000077+9',
  'DTM+137:202603100700:203',
  'TDT+1++3+31+LUTRANS:172:ZZZ+++LU-B12345',
  'LOC+88+CNQDG:139:6+QQCTU:72:306',
  'DTM+132:202603101030:203',
  'EQD+CN+CSQU3054383+22G1:102:5++2+5',
  'RFF+BN:COSU6123456780',
  'MEA+AAE+G+KGM:18100',
  'TDT+20+018W+1++COS:172:20+++9776171:146::COSCO SHIPPING ARIES',
  'CNT+16:1',
  'UNT+12+3',
);

/** Two verified gross masses, by either method, after D.16A and SMDG. */
export const WEIGHINGS = message(
  'UNH+4+VERMAS:D:16A:UN:SMDG10',
  'BGM+749+VGM2026031000009+9',
  'DTM+137:202603101100:203',
  'EQD+CN+CSQU3054383+22G1:6346:5',
  'RFF+BN:COSU6123456780',
  'SEL+CS884512+CA',
  'MEA+AAE+VGM+KGM:21850',
  'DTM+WAT:202603100812:203',
  'DOC+SM1:VGM:306',
  'NAD+SPC+++CHONGQING TOOLS LTD',
  'CTA+RP+:LI WEI',
  'EQD+CN+TCLU7654320+45R1:6346:5',
  'RFF+BM:COSU6999999990',
  'MEA+AAE+VGM+TNE:24.5',
  'DOC+SM2:VGM:306',
  'DTM+798:202603100900:203',
  'UNT+17+4',
);

export const reader = (adapter: Adapter, profile: MappingProfile = TERMINAL_PROFILE) => {
  const parts = (text: string) => adapter.read(glanceAt(text, profile), profile).parts;
  const facts = (text: string): readonly Fact[] => parts(text).flatMap(part => part.facts);
  return {
    parts,
    facts,
    events: (text: string) => facts(text).filter((fact): fact is EventFact => fact.kind === 'EVENT'),
    issues: (text: string) => parts(text).flatMap(part => part.issues.map(issue => `${issue.severity} ${issue.code}`)),
  };
};

/** The message with the first segment that begins so written otherwise, left out (empty) or followed by others. */
export function changed(text: string, start: string, other: string): string {
  const from = text.indexOf(start);
  return `${text.slice(0, from)}${other === '' ? '' : `${other}'`}${text.slice(text.indexOf("'", from) + 1)}`;
}
