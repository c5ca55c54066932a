import { normaliseNumber } from '../messages/reference.ts';
import type { Claim } from './claim.ts';
import { type ClaimRule, decidedBy } from './claim-rule.ts';
import type { ConsignmentDocument } from './consignment-document.ts';
import type { DeclarationEntry } from './customs-slice.ts';
import { namedParts, nameOf } from './diff-documents.ts';
import { isClaim } from './is-claim.ts';
import type { KnownFact } from './known-fact.ts';
import { memberOf, type PathStep, readPath } from './provenance-path.ts';
import type { BookingEntry } from './shipping-slice.ts';
import type { Stated } from './stated.ts';

/** What one source says of a field; rank 1 is shown, the others lost to it by the rule (law 1.5). */
export interface ProvenanceClaim extends Claim<unknown> {
  /** Which entry of a list it is about; null for a field of the consignment itself. */
  readonly entry: string | null;
  readonly rank: number;
  readonly rule: ClaimRule;
}

export type FactOf = (id: string) => KnownFact | undefined;
type Parts = ReturnType<typeof namedParts>;
type Entry = Readonly<Record<string, unknown>>;

/** Fields of a consignment that follow from others: they answer with what they follow from. */
const FOLLOWS: Readonly<Record<string, readonly (keyof Parts)[]>> = {
  ucr: ['identifiers'],
  direction: ['origin', 'destination'],
  stuffing: ['items'],
  trail: ['events'],
  voyages: ['legs'],
  weight: ['grossMass'],
  packageCount: ['packages'],
  statedDestination: ['destination'],
};

/** Undefined where the consignment has no such field, or one that says itself what it follows from (risk, alarms, eta). */
export function provenanceOf(
  document: ConsignmentDocument,
  path: string,
  factOf: FactOf,
): ProvenanceClaim[] | undefined {
  const [first, ...rest] = readPath(path);
  if (!first) return undefined;
  const parts = namedParts(document);
  if (first.name === 'status' || first.name === 'statusSince') return statusClaims(parts, factOf);
  const names = FOLLOWS[first.name] ?? (first.name in parts ? [first.name as keyof Parts] : []);
  if (names.length === 0) return undefined;
  const derived = first.name in FOLLOWS;
  return names.flatMap(name => {
    const claims = claimsAt(parts[name], { ...first, name }, rest, document, factOf);
    return derived ? claims.map(each => ({ ...each, rule: 'DERIVED' as const })) : claims;
  });
}

/** The event that led to the status; what came before it was left by the table of transitions. Before any, all that announces it. */
function statusClaims({ status, events, links }: Parts, factOf: FactOf): ProvenanceClaim[] {
  const acts = events.filter(each => each.effective && each.classifier === 'ACT');
  const led = acts.find(each => each.fact === status.fact);
  if (led === undefined)
    return links.map((each, i) => ({ ...stated(each.kind, each), entry: null, rank: i + 1, rule: 'DERIVED' }));
  const said = [led, ...acts.slice(0, acts.indexOf(led)).reverse()].filter(each => factOf(each.fact));
  return said.map((each, i) => ({ ...stated(each.type, each), entry: null, rank: i + 1, rule: 'DERIVED' }));
}

function claimsAt(
  value: unknown,
  step: PathStep,
  rest: readonly PathStep[],
  document: ConsignmentDocument,
  factOf: FactOf,
): ProvenanceClaim[] {
  if (!Array.isArray(value)) return [];
  if (value.every(isClaim)) return ranked(value, null, factOf);
  return value
    .filter((entry): entry is Entry => entry !== null && typeof entry === 'object')
    .map((entry, i) => ({ entry, name: nameOf(entry), place: String(i) }))
    .filter(({ name, place }) => step.entry === undefined || step.entry === name || step.entry === place)
    .flatMap(({ entry, name }) => entryClaims(entry, name, rest, document, factOf));
}

/** Of one entry: the claims of the field, the list that the field is, or what the entry as a whole stands on. */
function entryClaims(
  entry: Entry,
  name: string,
  rest: readonly PathStep[],
  document: ConsignmentDocument,
  factOf: FactOf,
): ProvenanceClaim[] {
  const field = rest[0]?.name ?? '';
  const member = 'claims' in entry ? entry.claims : memberOf(entry, field);
  if (Array.isArray(member) && member.length > 0 && member.every(isClaim)) return ranked(member, name, factOf);
  if (Array.isArray(member) && member.length > 0 && member.every(isStated))
    return member.map(each => ({ ...stated(each, each), entry: name, rank: 1, rule: 'ONLY_CLAIM' }));
  const shown = member ?? entry;
  if (isStated(entry) && !('versions' in entry) && !('revisions' in entry))
    return [{ ...stated(shown, entry), entry: name, rank: 1, rule: 'ONLY_CLAIM' }];
  if ('versions' in entry) return declarationClaims(entry as unknown as DeclarationEntry, name, field, factOf);
  if ('revisions' in entry) return bookingClaims(entry as unknown as BookingEntry, name, field, factOf);
  return quotingClaims(entry, name, shown, document, factOf);
}

const ANSWERED: ReadonlySet<string> = new Set(['status', 'statusAt', 'acceptedAt', 'releasedAt']);

/** What customs answered decides the status; the version in force decides what is declared. */
function declarationClaims(
  { versions, notifications }: DeclarationEntry,
  name: string,
  field: string,
  factOf: FactOf,
): ProvenanceClaim[] {
  const answers = [...notifications].reverse();
  const inForce = [...versions].sort((a, b) => Number(b.inForce) - Number(a.inForce));
  const isAnswered = ANSWERED.has(field) && answers.length > 0;
  const said = isAnswered || inForce.length === 0 ? answers : inForce;
  const rule = said.length === 1 ? 'ONLY_CLAIM' : said === answers ? 'LAST_ANSWER' : 'VERSION_IN_FORCE';
  return said.map((each, i) => {
    const value = said === answers ? memberOf(each, 'functionCode') : saidIn(each, field, factOf);
    return { ...stated(value, each), entry: name, rank: i + 1, rule };
  });
}

/** A later message about a booking says what it changes: of those that say something of the field, the last one stands. */
function bookingClaims(booking: BookingEntry, name: string, field: string, factOf: FactOf): ProvenanceClaim[] {
  const newest = [...booking.revisions].reverse();
  const saying = newest.filter(
    each => factOf(each.fact) && memberOf(factOf(each.fact)?.fact ?? {}, field) !== undefined,
  );
  const said = saying.length > 0 ? saying : newest;
  const rule = said.length === 1 ? 'ONLY_CLAIM' : 'LATER_REVISION';
  return said.map((each, i) => ({ ...stated(saidIn(each, field, factOf), each), entry: name, rank: i + 1, rule }));
}

function saidIn({ fact }: Stated, field: string, factOf: FactOf): unknown {
  return memberOf(factOf(fact)?.fact ?? {}, field) ?? null;
}

/** An entry that several facts make (an identifier, a bill's level, a box's window) stands on all that quote it. */
function quotingClaims(
  entry: Entry,
  name: string,
  value: unknown,
  document: ConsignmentDocument,
  factOf: FactOf,
): ProvenanceClaim[] {
  const number = [entry.value, entry.number].find(each => typeof each === 'string');
  const journeys = new Set(Array.isArray(entry.journeys) ? entry.journeys : []);
  const quotes = ({ fact }: KnownFact) =>
    fact.references.some(
      each =>
        journeys.has(`${each.scheme}|${each.value}`) ||
        (number !== undefined && normaliseNumber(each.value) === normaliseNumber(number)),
    );
  const quoting = document.consignment.links.filter(link => {
    const known = factOf(link.fact);
    return known !== undefined && quotes(known);
  });
  const rule = quoting.length === 1 ? 'ONLY_CLAIM' : 'DERIVED';
  return quoting.map((each, i) => ({ ...stated(value, each), entry: name, rank: i + 1, rule }));
}

function ranked(claims: readonly Claim<unknown>[], entry: string | null, factOf: FactOf): ProvenanceClaim[] {
  const [winner, second] = claims.map(each => factOf(each.fact));
  return claims.map((claim, i) => ({
    ...claim,
    entry,
    rank: i + 1,
    rule: i === 0 ? decidedBy(winner, second) : decidedBy(winner, factOf(claim.fact)),
  }));
}

function stated(value: unknown, { origin, fact }: Stated): Claim<unknown> {
  return { value: value ?? null, origin, fact };
}

function isStated(value: unknown): value is Stated {
  return (
    value !== null &&
    typeof value === 'object' &&
    'fact' in value &&
    'origin' in value &&
    typeof value.fact === 'string'
  );
}
