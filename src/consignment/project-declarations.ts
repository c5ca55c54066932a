import type { DeclarationFact, DeclarationStatusFact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type {
  DeclarationEntry,
  DeclarationNotificationEntry,
  DeclarationStatus,
  DeclarationVersionEntry,
} from './customs-slice.ts';
import { amended, compareAnswers, compareVersions, inForce, verdicts } from './declaration-versions.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

interface Line {
  readonly names: Set<string>;
  readonly versions: PlacedFact<DeclarationFact>[];
  readonly answers: PlacedFact<DeclarationStatusFact>[];
}

/** One entry a declaration: its versions, what customs answered, and the version in force (law 2.9). */
export function projectDeclarations(facts: readonly PlacedFact[]): DeclarationEntry[] {
  const lines: Line[] = [];
  const effective = facts.filter(each => each.effective);
  const versions = placedOfKind(effective, 'DECLARATION');
  const answers = placedOfKind(effective, 'DECLARATION_STATUS');
  for (const each of versions) lineOf(each.known.fact, lines).versions.push(each);
  for (const each of answers) lineOf(each.known.fact, lines).answers.push(each);
  return lines.map(declarationEntry).sort((a, b) => compareText(a.key, b.key));
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

function declarationEntry(line: Line): DeclarationEntry {
  const versions = [...line.versions].sort(compareVersions);
  const answers = [...line.answers].sort(compareAnswers);
  const verdictOn = verdicts(versions, answers);
  const current = inForce(versions, verdictOn);
  const accepted = versions.filter(each => verdictOn(each) !== 'REJECTED');
  const fact = amended(current?.known.fact, accepted);
  const number = firstOf([...versions, ...answers], each => each.number);
  const localReference = firstOf([...versions, ...answers], each => each.localReference);
  const state = declarationState(versions, answers);
  return {
    key: number ?? localReference ?? current?.known.id ?? '',
    number,
    localReference,
    ...content(fact),
    ...state,
    acceptedAt: answerTime(answers, ['01']),
    releasedAt: answerTime(answers, ['08', '09']),
    version: current?.known.fact.version ?? highest(answers.map(each => each.known.fact.version)),
    ucrs: [...new Set(versions.flatMap(each => ucrsOf(each.known.fact)))].sort(),
    versions: versions.map(each => versionEntry(each, each === current)),
    notifications: answers.map(notificationEntry),
    origin: (current ?? answers[0])?.known.origin ?? '',
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

/** WCO response function code to state. 07, 11 and 13 to 15 inform and change nothing. */
const STATE_OF: Readonly<Record<string, DeclarationStatus>> = {
  '01': 'ACCEPTED',
  '02': 'RECEIVED',
  '03': 'REJECTED',
  '05': 'UNDER_CONTROL',
  '06': 'DOCUMENTS_REQUIRED',
  '08': 'RELEASED',
  '09': 'CLEARED',
  '10': 'INVALIDATED',
  '16': 'EXITED',
};
/** Stages that are never left backwards by a notification that arrives, or was sent, out of order (02 then 01, 01 twice). */
const STAGE: Readonly<Record<DeclarationStatus, number>> = {
  LODGED: 0,
  RECEIVED: 1,
  REJECTED: 2,
  ACCEPTED: 2,
  DOCUMENTS_REQUIRED: 3,
  UNDER_CONTROL: 3,
  RELEASED: 4,
  CLEARED: 5,
  EXITED: 6,
  INVALIDATED: 7,
  SUPERSEDED: 8,
};

function declarationState(
  versions: readonly PlacedFact<DeclarationFact>[],
  answers: readonly PlacedFact<DeclarationStatusFact>[],
): { status: DeclarationStatus; statusAt: string | null } {
  let status: DeclarationStatus = 'LODGED';
  let statusAt = versions[0]?.known.fact.lodgedAt?.instant ?? null;
  for (const { known } of answers) {
    const next = STATE_OF[known.fact.functionCode];
    if (!next || STAGE[next] < STAGE[status]) continue;
    status = next;
    statusAt = known.fact.issuedAt?.instant ?? statusAt;
  }
  return { status, statusAt };
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
