import type { ItemClaim } from '../messages/claims.ts';
import type { DeclarationFact, DeclarationStatusFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { Claims } from './claim.ts';
import type { TransportDocumentEntry } from './consignment-slice.ts';
import type { DeclarationEntry, DeclarationNotificationEntry, DeclarationVersionEntry } from './customs-slice.ts';
import { declarationEdges, type SingleDeclaration } from './declaration-edges.ts';
import { eventsOfDeclaration } from './declaration-events.ts';
import { advance, type LifecycleState, lodged } from './declaration-lifecycle.ts';
import { amended, compareAnswers, compareVersions, inForce, verdicts } from './declaration-versions.ts';
import { itemLinks, numbersOfLists } from './declared-items.ts';
import { originsOf, type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

interface Line {
  readonly names: Set<string>;
  readonly versions: PlacedFact<DeclarationFact>[];
  readonly answers: PlacedFact<DeclarationStatusFact>[];
}

/** One entry a declaration: its versions, what customs answered, the version in force, and how it stands to the others (law 2.9). */
export function projectDeclarations(facts: readonly PlacedFact[]): DeclarationEntry[] {
  const lines: Line[] = [];
  const effective = facts.filter(each => each.effective);
  const versions = placedOfKind(effective, 'DECLARATION');
  const answers = placedOfKind(effective, 'DECLARATION_STATUS');
  for (const each of versions) lineOf(each.known.fact, lines).versions.push(each);
  for (const each of answers) lineOf(each.known.fact, lines).answers.push(each);
  const single = lines.map(singleDeclaration).sort((a, b) => compareText(a.key, b.key));
  return besideEachOther(single, effective);
}

function besideEachOther(all: readonly SingleDeclaration[], facts: readonly PlacedFact[]): DeclarationEntry[] {
  const edges = declarationEdges(all);
  const events = placedOfKind(facts, 'EVENT');
  return all.map((each): DeclarationEntry => {
    const { supersedes = [], supersededBy = null, transitOf = [] } = edges.get(each.key) ?? {};
    const successor = all.find(other => other.key === supersededBy);
    const validTo = earlier(each.validTo, successor?.validFrom ?? null);
    const { follows: _follows, cancellationAsked: _asked, ...shown } = each;
    return {
      ...shown,
      status: successor ? 'SUPERSEDED' : each.status,
      validTo,
      supersedes,
      supersededBy,
      transitOf,
      events: eventsOfDeclaration(each, { from: each.validFrom, to: validTo }, events),
      itemLinks: [],
    };
  });
}

function earlier(a: string | null, b: string | null): string | null {
  return [a, b].flatMap(time => time ?? []).sort()[0] ?? null;
}

/** Item by item, which goods of the consignment are declared; `items` are the consignment's own lists, best first. */
export function withItemLinks(
  declarations: readonly DeclarationEntry[],
  items: Claims<readonly ItemClaim[]>,
  bills: readonly TransportDocumentEntry[] = [],
): DeclarationEntry[] {
  const numbersOf = numbersOfLists(bills, declarations);
  return declarations.map(each => ({
    ...each,
    itemLinks: itemLinks(each.items, new Set(each.versions.map(version => version.fact)), items, numbersOf),
  }));
}

function lineOf(fact: DeclarationFact | DeclarationStatusFact, lines: Line[]): Line {
  const names = [fact.number, fact.localReference].flatMap(each => (each ? [normaliseNumber(each)] : []));
  const same = lines.filter(line => names.some(name => line.names.has(name)));
  for (const line of same) lines.splice(lines.indexOf(line), 1);
  const joined: Line = {
    names: new Set([...names, ...same.flatMap(line => [...line.names])]),
    versions: same.flatMap(line => line.versions),
    answers: same.flatMap(line => line.answers),
  };
  lines.push(joined);
  return joined;
}

function singleDeclaration(line: Line): SingleDeclaration {
  const versions = [...line.versions].sort(compareVersions);
  const answers = [...line.answers].sort(compareAnswers);
  const verdictOn = verdicts(versions, answers);
  const current = inForce(versions, verdictOn);
  const accepted = versions.filter(each => verdictOn(each) !== 'REJECTED');
  const fact = amended(current?.known.fact, accepted);
  const number = firstOf([...versions, ...answers], each => each.number);
  const localReference = firstOf([...versions, ...answers], each => each.localReference);
  const { status, at: statusAt } = stateOf(versions, answers);
  const cancelled = versions.find(each => each.known.fact.function === 'CANCELLATION')?.known.fact;
  return {
    key: number ?? localReference ?? current?.known.id ?? '',
    number,
    localReference,
    ...content(fact),
    status,
    statusAt,
    validFrom: versions[0]?.known.fact.lodgedAt?.instant ?? null,
    validTo: status === 'INVALIDATED' ? statusAt : null,
    follows: [...new Set(versions.flatMap(each => followed(each.known.fact)))].sort(),
    cancellationAsked: (cancelled?.lodgedAt ?? cancelled?.updatedAt)?.instant ?? null,
    acceptedAt: answerTime(answers, ['01']),
    releasedAt: answerTime(answers, ['08', '09']),
    version: current?.known.fact.version ?? highest(answers.map(each => each.known.fact.version)),
    ucrs: [...new Set(versions.flatMap(each => ucrsOf(each.known.fact)))].sort(),
    versions: versions.map(each => versionEntry(each, each === current)),
    notifications: answers.map(notificationEntry),
    origin: (current ?? answers[0])?.known.origin ?? '',
    origins: originsOf([...versions, ...answers]),
    fact: (current ?? answers[0])?.known.id ?? '',
  };
}

function content(fact: DeclarationFact | undefined) {
  return {
    direction: fact?.direction ?? null,
    country: fact?.country ?? null,
    typeCode: fact?.typeCode ?? null,
    lodgedAt: fact?.lodgedAt ?? null,
    procedure: fact?.procedure ?? null,
    incoterm: fact?.incoterm ?? null,
    office: fact?.office ?? null,
    goodsLocation: fact?.goodsLocation ?? null,
    originCountry: fact?.originCountry ?? null,
    dispatchCountry: fact?.dispatchCountry ?? null,
    destinationCountry: fact?.destinationCountry ?? null,
    parties: fact?.parties ?? [],
    items: fact?.items ?? [],
    equipment: (fact?.equipment ?? []).map(box => box.number),
    seals: (fact?.equipment ?? []).flatMap(box => box.seals.map(seal => seal.number)),
    grossMass: fact?.grossMass ?? null,
    packages: fact?.packages ?? null,
    value: fact?.value ?? null,
  };
}

function stateOf(
  versions: readonly PlacedFact<DeclarationFact>[],
  answers: readonly PlacedFact<DeclarationStatusFact>[],
): LifecycleState {
  let state = lodged(versions[0]?.known.fact.lodgedAt?.instant ?? null);
  for (const { known } of answers)
    state = advance(state, { functionCode: known.fact.functionCode, at: known.fact.issuedAt?.instant ?? null });
  return state;
}

function followed({ previousDocuments = [], references }: DeclarationFact): string[] {
  const quoted = references.filter(each => each.scheme === 'DECLARATION' || each.scheme === 'LRN');
  return [...previousDocuments.map(each => normaliseNumber(each.number)), ...quoted.map(each => each.value)];
}

function versionEntry(each: PlacedFact<DeclarationFact>, current: boolean): DeclarationVersionEntry {
  const { fact } = each.known;
  return {
    ...statedBy(each),
    function: fact.function,
    version: fact.version ?? null,
    at: (fact.lodgedAt ?? fact.updatedAt)?.instant ?? null,
    reason: fact.reason ?? null,
    changes: fact.changes ?? [],
    inForce: current,
  };
}

function notificationEntry(each: PlacedFact<DeclarationStatusFact>): DeclarationNotificationEntry {
  const { functionCode, version, issuedAt, errors } = each.known.fact;
  return {
    ...statedBy(each),
    functionCode,
    version: version ?? null,
    at: issuedAt?.instant ?? null,
    errors: errors ?? [],
  };
}

function ucrsOf(fact: DeclarationFact): string[] {
  return fact.references.filter(each => each.scheme === 'UCR_D' || each.scheme === 'UCR_M').map(each => each.value);
}

function answerTime(answers: readonly PlacedFact<DeclarationStatusFact>[], codes: readonly string[]): string | null {
  return answers.find(each => codes.includes(each.known.fact.functionCode))?.known.fact.issuedAt?.instant ?? null;
}

function firstOf(
  facts: readonly (PlacedFact<DeclarationFact> | PlacedFact<DeclarationStatusFact>)[],
  read: (fact: DeclarationFact | DeclarationStatusFact) => string | undefined,
): string | null {
  const found = facts.map(each => read(each.known.fact)).filter((each): each is string => Boolean(each));
  return found.sort()[0] ?? null;
}

function highest(versions: readonly (number | undefined)[]): number | null {
  const known = versions.filter((each): each is number => each !== undefined);
  return known.length > 0 ? Math.max(...known) : null;
}
