import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue, FeedIssueCode } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { positionText } from '../../messages/position.ts';
import type { ReadPart } from '../adapter.ts';
import { elementsAt, isJsonObject, type Located, valueAt } from './json-pointer.ts';
import { type JsonReading, openReading, readText } from './json-reading.ts';
import type { JsonCheck } from './json-schema.ts';

/** How one object of a document becomes a part of its own; `reference` names the member that its sender knows it by. */
export interface JsonPart {
  readonly check: JsonCheck;
  readonly reference: readonly string[];
  read(reading: JsonReading): readonly Fact[];
}

/** What the schema refuses is not read further; an ERROR found in reading refuses the part. */
export function readJsonPart(at: Located, profile: MappingProfile, { check, reference, read }: JsonPart): ReadPart {
  const reading = openReading(at, profile);
  const name = readText(reading, ...reference);
  const known = name === undefined ? {} : { reference: name };
  const refusals = check(at.value, at.pointer);
  if (refusals.length > 0) return { ...known, facts: [], issues: refusals };
  const facts = read(reading);
  const refused = reading.issues.some(({ severity }) => severity === 'ERROR');
  return { ...known, facts: refused ? [] : facts, issues: distinctIssues(reading.issues) };
}

/** One place that several facts of a part are read from is told of once. */
function distinctIssues(issues: readonly FeedIssue[]): readonly FeedIssue[] {
  const key = ({ code, position, message }: FeedIssue) => `${code}|${positionText(position)}|${message}`;
  return [...new Map(issues.map(issue => [key(issue), issue])).values()];
}

/** The doubts found so far, as a fact carries them; absent where there are none. */
export function doubtsOf({ issues }: JsonReading): { readonly issues?: readonly FeedIssue[] } {
  return issues.length > 0 ? { issues: distinctIssues(issues) } : {};
}

/** A message, or a piece of one, that yields nothing. */
export function refusedJson(pointer: string, code: FeedIssueCode, message: string, remedy: string): ReadPart {
  return { facts: [], issues: [{ code, severity: 'ERROR', position: { kind: 'POINTER', pointer }, message, remedy }] };
}

/** The elements of a list document or of the list that one member holds; else the document itself. */
export function eachObject(document: unknown, member?: string): readonly Located[] {
  if (Array.isArray(document)) return elementsAt(document, '');
  if (member !== undefined && Array.isArray(valueAt(document, member))) {
    return elementsAt(valueAt(document, member), '').map(({ pointer, value }) => ({
      pointer: member + pointer,
      value,
    }));
  }
  return isJsonObject(document) ? [{ pointer: '', value: document }] : [];
}
