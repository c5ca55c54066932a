import { expect } from 'vitest';
import type { Fact, FactKind } from '../../messages/fact.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter, ReadPart, ReadResult } from '../adapter.ts';
import { glance, isFeedIssue } from '../formats/glance.ts';

export const PROFILE: MappingProfile = {
  sender: 'test-rail',
  country: 'KZ',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

/** Reads a message that the adapter must recognise as its own. */
export function readWith(adapter: Adapter, text: string, profile: MappingProfile = PROFILE): ReadResult {
  const seen = glance(new TextEncoder().encode(text), profile);
  if (isFeedIssue(seen)) throw new Error(seen.message);
  expect(adapter.recognises(seen)).toBe(true);
  return adapter.read(seen, profile);
}

export function onlyPart(result: ReadResult): ReadPart {
  expect(result.parts).toHaveLength(1);
  const [part] = result.parts;
  if (!part) throw new Error('no part');
  return part;
}

export function factOf<Kind extends FactKind>(part: ReadPart, kind: Kind): Extract<Fact, { kind: Kind }> {
  const found = part.facts.find((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
  if (!found) throw new Error(`no ${kind} among ${part.facts.map(fact => fact.kind).join(', ')}`);
  return found;
}

/** References as `SCHEME issuer/value`, sorted. */
export function quotedIn({ references }: { readonly references: readonly Reference[] }): string[] {
  return references.map(({ scheme, issuer, value }) => `${scheme} ${issuer ? `${issuer}/` : ''}${value}`).sort();
}

export function codesOf({ issues }: ReadPart): string[] {
  return issues.map(({ severity, code }) => `${severity} ${code}`);
}

/** A transfer can break after any character: what is left is read or refused, never thrown at. */
export function expectEveryPrefixToBeRead(adapter: Adapter, text: string): void {
  const step = Math.max(1, Math.floor(text.length / 400));
  for (let end = 0; end < text.length; end += step) {
    const seen = glance(new TextEncoder().encode(text.slice(0, end)), PROFILE);
    if (isFeedIssue(seen)) continue;
    const { parts } = adapter.read(seen, PROFILE);
    for (const part of parts)
      expect(part.facts.length > 0 || codesOf(part).some(code => code.startsWith('ERROR'))).toBe(true);
  }
}

/** Whatever a sender leaves out or writes instead, at any place of the document, the adapter reads or refuses it. */
export function expectEveryMutilationToBeRead(adapter: Adapter, document: unknown): void {
  for (const path of pathsOf(document)) {
    for (const wrong of [undefined, null, 7, 'x', [], {}, [{}], [[]]]) {
      const json = mutilated(document, path, wrong);
      const { parts } = adapter.read({ format: 'JSON', text: '', json, jsonKeys: [] }, PROFILE);
      for (const part of parts) expect(part.facts.length > 0 || part.issues.length > 0).toBe(true);
    }
  }
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function mutilated(value: unknown, [key, ...rest]: Path, wrong: unknown): unknown {
  if (key === undefined) return wrong;
  if (Array.isArray(value))
    return value.map((inner, i) => (String(i) === String(key) ? mutilated(inner, rest, wrong) : inner));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: mutilated(object[key], rest, wrong) };
}
