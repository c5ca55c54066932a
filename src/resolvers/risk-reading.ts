import DataLoader from 'dataloader';
import { type ConsignmentDocument, SLICES } from '../consignment/consignment-document.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import { viewGraph } from '../risk/graph-context/graph-view.ts';
import { riskContextOf } from '../risk/graph-context/risk-context-of.ts';
import type { RiskContext } from '../risk/risk-context.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import { withRandomDraw } from '../risk/sealed-seed.ts';
import { type Standing, standingsOf } from '../store/assessment-store.ts';
import type { Sql } from '../store/database.ts';
import { riskVersions } from '../store/risk-version.ts';
import type { Loaders } from './loaders.ts';
import { keyBeside, momentOf, withoutMoment } from './moment-key.ts';
import type { RequestContext } from './request-context.ts';
import { knowledgeOf } from './risk-knowledge.ts';

/** Which consignment, by its key, is looked at by whose customs, and as of when registers and history are read. */
export interface AssessedKey {
  readonly key: string;
  readonly country: string | undefined;
  readonly at: Date;
}

/** What the rules read of one consignment. */
export interface KnownRisk {
  readonly context: RiskContext;
  /** How it stands with the customs that assesses; of none that is read as of a moment. */
  readonly standing: Standing | undefined;
  /** The documents that it was made of, as the collector of disclosures names them. */
  readonly documents: readonly string[];
}

/** Reads what the rules read, for all consignments of a request step by step together: a page takes as many statements as one. */
export interface RiskReading {
  known(wanted: AssessedKey): Promise<KnownRisk | null>;
  /** Names all that an assessment is made of now besides the consignment's documents and the clock. */
  version(id: string): Promise<string>;
}

type Needs = Pick<RequestContext, 'sql' | 'now' | 'rulePack' | 'sealedSeeds' | 'loaders'>;

const readings = new WeakMap<object, RiskReading>();

/** One as long as the loaders of a request: what they have forgotten is read anew here too. */
export function riskReadingOf(context: Needs): RiskReading {
  const { loaders } = context;
  const reading = readings.get(loaders) ?? newReading({ ...context, loaders });
  readings.set(loaders, reading);
  return reading;
}

function newReading(needs: Needs): RiskReading {
  const known = new DataLoader<AssessedKey, KnownRisk | null, string>(all => readAll(all, needs), {
    cacheKeyFn: ({ key, country, at }) => `${key}|${country}|${at.getTime()}`,
  });
  const versions = new DataLoader<string, string>(async ids => {
    const found = await riskVersions(needs.sql, ids);
    return ids.map(id => `${numberOf(needs.rulePack)}/${found.get(id) ?? ''}`);
  });
  return { known: wanted => known.load(wanted), version: id => versions.load(id) };
}

const packs = new WeakMap<RulePack, number>();
let count = 0;

/** A pack with its lists, as this process holds it: their files are read anew as one. */
function numberOf(pack: RulePack): number {
  const known = packs.get(pack) ?? ++count;
  packs.set(pack, known);
  return known;
}

async function readAll(all: readonly AssessedKey[], needs: Needs): Promise<(KnownRisk | null)[]> {
  const { loaders, sql } = needs;
  const documents = await Promise.all(all.map(({ key }) => documentOf(key, loaders)));
  const journeys = await Promise.all(
    documents.map((each, i) => (each ? journeysOf(all[i]?.key ?? '', each, loaders) : [])),
  );
  const standings = await standingsNow(all, sql);
  return Promise.all(
    all.map(async (wanted, i) => {
      const document = documents[i];
      return document ? knownOf(wanted, document, journeys[i] ?? [], standings.get(wanted.key) ?? [], needs) : null;
    }),
  );
}

interface NamedJourney {
  readonly id: string;
  readonly document: JourneyDocument;
}

async function knownOf(
  { key, country, at }: AssessedKey,
  document: ConsignmentDocument,
  journeys: readonly NamedJourney[],
  standings: readonly Standing[],
  needs: Needs,
): Promise<KnownRisk> {
  const documents = journeys.map(each => each.document);
  const graph = { id: withoutMoment(key), document, journeys: documents, now: at.toISOString(), country };
  const view = viewGraph(graph);
  const read = await knowledgeOf(needs, at).complete(riskContextOf(graph));
  return {
    context: needs.sealedSeeds ? withRandomDraw(read, needs.sealedSeeds) : read,
    standing: standings.find(each => each.country === view.country),
    documents: [...SLICES.map(slice => `${key}/${slice}`), ...journeys.map(({ id }) => id)],
  };
}

async function standingsNow(all: readonly AssessedKey[], sql: Sql): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const present = all.map(({ key }) => key).filter(key => momentOf(key) === undefined);
  const found = new Map<string, Standing[]>();
  if (present.length === 0) return found;
  for (const each of await standingsOf(sql, present))
    found.set(each.consignmentId, [...(found.get(each.consignmentId) ?? []), each]);
  return found;
}

async function documentOf(key: string, loaders: Loaders): Promise<ConsignmentDocument | undefined> {
  const slices = await Promise.all(SLICES.map(slice => loaders.slice(key, slice)));
  if (slices.some(slice => slice === undefined)) return undefined;
  return Object.fromEntries(SLICES.map((name, i) => [name, slices[i]])) as unknown as ConsignmentDocument;
}

async function journeysOf(
  key: string,
  { consignment }: ConsignmentDocument,
  loaders: Loaders,
): Promise<readonly NamedJourney[]> {
  const keys = [...new Set(consignment.legs.flatMap(leg => leg.journeys))];
  const found = await Promise.all(keys.map(each => loaders.journey.load(keyBeside(each, key))));
  return [...new Map(found.flatMap(journey => (journey ? [[journey.id, journey] as const] : []))).values()];
}
