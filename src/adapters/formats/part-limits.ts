import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue, FeedIssueCode, Severity } from '../../messages/feed-issue.ts';
import type { Position } from '../../messages/position.ts';
import type { Reference } from '../../messages/reference.ts';
import type { ReadPart } from '../adapter.ts';
import { boundIssue, boundPosition, isText, shown } from './issue-limits.ts';

/**
 * In characters. An identifier with its issuer: no scheme has longer ones. A code, number or name: what an index of PostgreSQL still takes
 * (2,704 bytes). Remarks and descriptions may be as long as the message.
 */
export const PART_LIMITS = { identifier: 200, value: 512 } as const;

const FREE_TEXTS = new Set(
  'address description goodsDescription remarks reason findings text subject pointer'.split(' '),
);
/** Told of the reading rather than stated by the sender; references are looked at one by one. */
const OWN_WORDS = new Set(['position', 'issues', 'references']);
/** Control and format characters, those that turn the direction of writing among them: two numbers could look alike. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Surrogate}]/u;

/** What one part may hand on, whatever its reader let through. A part that states what cannot be stored is refused. */
export function boundPart(part: ReadPart): ReadPart {
  const { reference, facts, issues } = part;
  const refusals = facts.flatMap(fact => unstorable(fact, fact.position) ?? []);
  const bounded = facts.map(boundFact);
  const doubts = bounded.flatMap(each => each.doubts);
  return {
    ...(reference === undefined ? {} : { reference: shown(reference, PART_LIMITS.identifier) }),
    facts: refusals.length > 0 ? [] : bounded.map(each => each.fact),
    issues: [...issues.map(boundIssue), ...doubts, ...refusals.slice(0, 1)],
  };
}

function boundFact(fact: Fact): { readonly fact: Fact; readonly doubts: readonly FeedIssue[] } {
  const doubts = fact.references.flatMap(each => doubtOf(each, fact.position) ?? []);
  const position = boundPosition(fact.position);
  if (doubts.length === 0 && fact.issues === undefined && position === fact.position) return { fact, doubts };
  const references = fact.references.filter(each => doubtOf(each, fact.position) === undefined);
  return {
    fact: { ...fact, position, references, issues: [...(fact.issues ?? []).map(boundIssue), ...doubts] },
    doubts,
  };
}

function doubtOf({ scheme, value, issuer = '' }: Reference, position: Position): FeedIssue | undefined {
  const length = value.length + issuer.length;
  const fault =
    length > PART_LIMITS.identifier
      ? `has ${length} characters, more than the ${PART_LIMITS.identifier} of an identifier`
      : UNSEEN.test(value + issuer)
        ? 'has characters that cannot be seen'
        : `${value}${issuer}`.includes('|')
          ? 'has a "|", which no identifier has'
          : undefined;
  if (fault === undefined) return undefined;
  const message = `the ${scheme} ${JSON.stringify(shown(value, 40))} ${fault}: nothing is linked by it`;
  return issueAt(position, 'VALUE', 'WARNING', message, 'Send the identifier as it was given out.');
}

/** The first text that PostgreSQL or its indexes would refuse. */
function unstorable(value: unknown, position: Position, key = ''): FeedIssue | undefined {
  if (typeof value === 'string') return unstorableText(value, position, key);
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value);
  for (const name in value) {
    if (OWN_WORDS.has(name)) continue;
    const found = unstorable((value as Record<string, unknown>)[name], position, isList ? key : name);
    if (found) return found;
  }
  return undefined;
}

function unstorableText(text: string, position: Position, key: string): FeedIssue | undefined {
  if (!isText(text)) {
    const message = `${key} has U+0000 or half a character: ${JSON.stringify(shown(text, 40))}`;
    return issueAt(position, 'CHARACTER_SET', 'ERROR', message, 'Send the text without it.');
  }
  if (text.length <= PART_LIMITS.value || FREE_TEXTS.has(key)) return undefined;
  const message = `${key} has ${text.length} characters, the limit is ${PART_LIMITS.value}`;
  return issueAt(position, 'VALUE', 'ERROR', message, 'Send the value as its standard defines it.');
}

function issueAt(
  position: Position,
  code: FeedIssueCode,
  severity: Severity,
  message: string,
  remedy: string,
): FeedIssue {
  return { code, severity, position, message, remedy };
}
