import { expect } from 'vitest';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, MessageGlance, ReadPart } from '../adapter.ts';
import { childPointer, isJsonObject } from './json-pointer.ts';

export const PROFILE: MappingProfile = {
  sender: 'lion-line',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: ['', '0', '.', '-', 'UNKNOWN', '<null/>'],
  codes: {},
  places: {},
  allOrNothing: false,
};

export function jsonGlance(json: unknown): MessageGlance {
  return { format: 'JSON', json, text: '' };
}

export function readParts(adapter: Adapter, json: unknown, profile: Partial<MappingProfile> = {}): readonly ReadPart[] {
  expect(adapter.recognises(jsonGlance(json))).toBe(true);
  return adapter.read(jsonGlance(json), { ...PROFILE, ...profile }).parts;
}

/** Code and position of each issue, errors marked. */
export function told(part: ReadPart | undefined): readonly string[] {
  return (part?.issues ?? []).map(({ code, severity, position }) => {
    const at = position.kind === 'POINTER' ? position.pointer : position.kind;
    return `${severity === 'ERROR' ? '!' : ''}${code} ${at}`;
  });
}

const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  0,
  -1.5,
  true,
  '',
  'x'.repeat(5000),
  [],
  [null],
  [[[[1]]]],
  {},
  JSON.parse('{"__proto__": {"eventType": "EQUIPMENT"}, "length": 3}'),
];

/** Whatever stands in any place of the sample, the adapter answers, and no part is without a fact and without an error. */
export function expectUnshaken(adapter: Adapter, sample: unknown): void {
  const text = JSON.stringify(sample);
  for (let length = 0; length < text.length; length += 7) {
    adapter.recognises({ format: 'JSON', text: text.slice(0, length) });
    expectAnswer(adapter, undefined, `the first ${length} characters`);
  }
  for (const pointer of pointersOf(sample, '')) {
    for (const value of HOSTILE) {
      const mutant = JSON.parse(text);
      const document = pointer === '' ? value : replaced(mutant, pointer, value);
      expectAnswer(adapter, document, `${String(JSON.stringify(value)).slice(0, 30)} at ${pointer}`);
    }
  }
}

function expectAnswer(adapter: Adapter, document: unknown, what: string): void {
  adapter.recognises(jsonGlance(document));
  const { parts } = adapter.read(jsonGlance(document), PROFILE);
  expect(parts.length, what).toBeGreaterThan(0);
  for (const part of parts) {
    const refused = part.issues.some(({ severity }) => severity === 'ERROR');
    expect(part.facts.length > 0, what).toBe(!refused);
  }
}

function pointersOf(value: unknown, pointer: string): string[] {
  const children = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return [pointer, ...children.flatMap(([token, child]) => pointersOf(child, childPointer(pointer, token)))];
}

function replaced(document: unknown, pointer: string, value: unknown): unknown {
  const tokens = pointer.slice(1).split('/');
  let parent = document as Record<string, unknown>;
  for (const token of tokens.slice(0, -1)) parent = parent[token] as Record<string, unknown>;
  parent[tokens.at(-1) ?? ''] = value;
  return document;
}
