import DataLoader from 'dataloader';
import { applyHistory } from '../risk/history/apply-history.ts';
import { type HistoryAnswer, type HistoryCount, withoutOwn } from '../risk/history/history-answer.ts';
import type { HistoryRow } from '../risk/history/history-row.ts';
import { type HistoryWant, historyWants, wantName } from '../risk/history/history-wants.ts';
import { offenceWants } from '../risk/history/offence-wants.ts';
import { seenIdentifiers } from '../risk/history/seen-identifiers.ts';
import { applyRegistries } from '../risk/registry/apply-registries.ts';
import type { Register, RegistryEntry } from '../risk/registry/register-bodies.ts';
import { nameTokens, partyNames, type RegistrySubject, registrySubjects } from '../risk/registry/registry-subject.ts';
import type { RiskContext } from '../risk/risk-context.ts';
import type { Sql } from '../store/database.ts';
import { historyCounts, type OtherUse, otherUses, ownContributions } from '../store/history-reader.ts';
import { entriesInForce, filledRegisters, type RegistryMoment, watchedNames } from '../store/registry-reader.ts';

type AskedUse = Parameters<typeof otherUses>[1][number];

/** What the graph of one consignment does not say: registers and past traffic, read for many consignments in one statement a kind. */
export class RiskKnowledge {
  readonly #moment: RegistryMoment;
  readonly #filled: () => Promise<ReadonlySet<Register>>;
  readonly #entries: DataLoader<RegistrySubject, readonly RegistryEntry[], string>;
  readonly #watched: DataLoader<string, readonly RegistryEntry<'WATCH'>[]>;
  readonly #counts: DataLoader<HistoryWant, readonly HistoryCount[], string>;
  readonly #others: DataLoader<AskedUse, readonly OtherUse[], string>;
  readonly #own: DataLoader<string, readonly HistoryRow[]>;

  constructor(sql: Sql, moment: RegistryMoment) {
    this.#moment = moment;
    let filled: Promise<ReadonlySet<Register>> | undefined;
    this.#filled = () => {
      filled ??= filledRegisters(sql, moment);
      return filled;
    };
    this.#entries = entriesLoader(sql, moment);
    this.#watched = watchLoader(sql, moment);
    this.#counts = countsLoader(sql, moment.at);
    this.#others = othersLoader(sql, moment.at);
    this.#own = new DataLoader(async ids => {
      const found = await ownContributions(sql, ids);
      return ids.map(id => found.get(id) ?? []);
    });
  }

  /** The context with what registers and history say as of its moment. */
  async complete(context: RiskContext): Promise<RiskContext> {
    const [registered, history] = await Promise.all([this.#registryAnswer(context), this.#historyAnswer(context)]);
    return applyHistory(applyRegistries(context, registered), history);
  }

  async #registryAnswer(context: RiskContext) {
    const [filled, entries, watched] = await Promise.all([
      this.#filled(),
      this.#entries.loadMany(registrySubjects(context)),
      this.#watched.loadMany(partyNames(context)),
    ]);
    return { filled, entries: entries.flatMap(loaded), watched: distinct(watched.flatMap(loaded)) };
  }

  async #historyAnswer(context: RiskContext) {
    const id = context.c?.id ?? '';
    const wants = historyWants({ ...context, now: this.#moment.at.toISOString() });
    const uses = seenIdentifiers(context).map(each => ({ ...each, consignmentId: id }));
    const [counts, others, own] = await Promise.all([
      this.#counts.loadMany(wants),
      this.#others.loadMany(uses),
      this.#own.load(id),
    ]);
    const named = new Map(wants.map((want, i) => [wantName(want), loaded(counts[i] ?? [])] as const));
    const answer = { counts: named, others: others.flatMap(loaded) };
    const alone = withoutOwn(answer, ownUntil(own, this.#moment.at));
    return { ...alone, counts: new Map([...alone.counts, ...(await this.#offences(context, alone))]) };
  }

  /** Who shares an address with the importer is known only once history has answered. */
  async #offences(context: RiskContext, answer: HistoryAnswer) {
    const wants = offenceWants({ ...context, now: this.#moment.at.toISOString() }, answer);
    const counts = await this.#counts.loadMany(wants);
    return wants.map((want, i) => [wantName(want), loaded(counts[i] ?? [])] as const);
  }
}

/** What happened after the moment was taken off already when the counts were read. */
function ownUntil(own: readonly HistoryRow[], at: Date): readonly HistoryRow[] {
  return own.filter(row => row.at === undefined || Date.parse(row.at) <= at.getTime());
}

function loaded<T>(found: readonly T[] | Error): readonly T[] {
  if (found instanceof Error) throw found;
  return found;
}

function distinct(entries: readonly RegistryEntry<'WATCH'>[]): readonly RegistryEntry<'WATCH'>[] {
  return [...new Map(entries.map(each => [each.key, each])).values()];
}

const subjectName = ({ register, subject }: RegistrySubject) => `${register}|${subject}`;

function entriesLoader(sql: Sql, moment: RegistryMoment) {
  const load = async (subjects: readonly RegistrySubject[]) => {
    const found = await entriesInForce(sql, subjects, moment);
    return subjects.map(each => found.filter(entry => subjectName(entry) === subjectName(each)));
  };
  return new DataLoader<RegistrySubject, readonly RegistryEntry[], string>(load, { cacheKeyFn: subjectName });
}

/** All names of a request in one look; which of the entries is near which name, the pure function says. */
function watchLoader(sql: Sql, moment: RegistryMoment) {
  return new DataLoader<string, readonly RegistryEntry<'WATCH'>[]>(async names => {
    const found = await watchedNames(sql, [...new Set(names.flatMap(nameTokens))], moment);
    return names.map(name => {
      const tokens = new Set(nameTokens(name));
      return found.filter(entry => nameTokens(entry.body.name).some(token => tokens.has(token)));
    });
  });
}

function countsLoader(sql: Sql, at: Date) {
  const load = async (wants: readonly HistoryWant[]) => {
    const found = await historyCounts(sql, wants, at);
    return wants.map(want => found.get(wantName(want)) ?? []);
  };
  return new DataLoader<HistoryWant, readonly HistoryCount[], string>(load, { cacheKeyFn: wantName });
}

function othersLoader(sql: Sql, at: Date) {
  const name = ({ consignmentId, kind, value, context }: AskedUse) => `${consignmentId}|${kind}|${value}|${context}`;
  const load = async (asked: readonly AskedUse[]) => {
    const found = await otherUses(sql, asked, at);
    return asked.map(({ consignmentId, kind, value }) =>
      found.filter(each => each.askedBy === consignmentId && each.kind === kind && each.value === value),
    );
  };
  return new DataLoader<AskedUse, readonly OtherUse[], string>(load, { cacheKeyFn: name });
}

const knowledge = new WeakMap<object, Map<number, RiskKnowledge>>();

/** One a request and moment: what was read for one consignment serves the others. */
export function knowledgeOf(context: { readonly sql: Sql; readonly now: Date }, at = context.now): RiskKnowledge {
  const ofRequest = knowledge.get(context) ?? new Map<number, RiskKnowledge>();
  knowledge.set(context, ofRequest);
  const known = ofRequest.get(at.getTime()) ?? new RiskKnowledge(context.sql, { at, knownAt: at });
  ofRequest.set(at.getTime(), known);
  return known;
}
