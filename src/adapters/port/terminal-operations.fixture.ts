import { expect } from 'vitest';
import type { Fact, FactKind } from '../../messages/fact.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { glance, isFeedIssue } from '../formats/glance.ts';

export const TERMINAL: MappingProfile = {
  sender: 'test-terminal',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: { THT: 'CNTXG' },
  allOrNothing: false,
};

/** Overtime: the eleven columns of a box that took too long from one node to the next. */
export const OVERTIME_CSV = `箱号,是否危险品,是否冷藏,进出口,提单号,船名,航次,上一节点,上一节点时间,当前节点,当前节点时间
MSKU9070323,否,否,进口,COSU6300001234,"XIN TIANJIN, 新天津",023W,卸船,2023-05-12 13:14:15,堆存,2023-05-12 14:37:43
CSQU3054383,否,是,进口,COSU6300001235,XIN TIANJIN,023W,堆存,2023/5/12 14:40,提箱,2023/5/12 15:05
`;

/** Illegal storage: boxes in the yard, where a dangerous reefer box stands in a position it must not. */
export const STORAGE_CSV = `Container No.;Dangerous;Reefer;Import/Export;Bill of lading;IMO;Voyage;Yard position;Entry time;Terminal;Seal
MSKU9070323;Y;Y;import;COSU6300001234;9321483;023W;G124405.1;2023-05-12T14:37:43+08:00;THT;CN778812
`;

export function partsOf(adapter: Adapter, text: string, profile: MappingProfile = TERMINAL): readonly ReadPart[] {
  const seen = glance(new TextEncoder().encode(text), profile);
  if (isFeedIssue(seen)) throw new Error(seen.message);
  expect(adapter.recognises(seen)).toBe(true);
  return adapter.read(seen, profile).parts;
}

export function codesOf(part: ReadPart | undefined): string[] {
  return (part?.issues ?? []).map(({ severity, code }) => `${severity} ${code}`);
}

export function factsOf<Kind extends FactKind>(
  part: ReadPart | undefined,
  kind: Kind,
): Extract<Fact, { kind: Kind }>[] {
  return (part?.facts ?? []).filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
}
