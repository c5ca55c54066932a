import DataLoader from 'dataloader';
import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { CorridorError } from '../../errors.ts';
import { assessConsignment } from '../../risk/assess-consignment.ts';
import type { Assessment } from '../../risk/assessment.ts';
import { viewGraph } from '../../risk/graph-context/graph-view.ts';
import { riskContextOf } from '../../risk/graph-context/risk-context-of.ts';
import type { RiskContext } from '../../risk/risk-context.ts';
import type { RulePack } from '../../risk/rule-pack.ts';
import { withRandomDraw } from '../../risk/sealed-seed.ts';
import { type Standing, standingsOf } from '../../store/assessment-store.ts';
import { positionOf } from '../as-of.ts';
import { keyAt, keyBeside, momentOf, withoutMoment } from '../moment-key.ts';
import { findPack } from '../pack-of-version.ts';
import type { RequestContext } from '../request-context.ts';
import { knowledgeOf } from '../risk-knowledge.ts';

/** An assessment as a viewer gets it. */
export interface AssessedRisk {
  readonly assessment: Assessment;
  readonly pack: RulePack;
  /** Traders see the channel only, never rules or weights: they would learn how to stay below them. */
  readonly forOfficer: boolean;
}

export interface AssessmentWish {
  readonly country?: string | undefined;
  /** The moment that graph, registers and history are read as of; now, unless given. */
  readonly asOf?: Date | undefined;
  readonly packVersion?: string | undefined;
}

/**
 * The consignment as the graph has it now, assessed by the rules in force; nothing is stored. What its trader was told, and what an officer
 * ordered, count (law of the ratchet); as of a moment in the past, and by another pack, the rules alone speak.
 */
export async function assessRisk(
  id: string,
  { country, asOf, packVersion }: AssessmentWish,
  context: RequestContext,
): Promise<AssessedRisk | null> {
  const position = await positionOf(asOf, context);
  const key = position === undefined ? id : keyAt(withoutMoment(id), position);
  const wanted = { id: key, country: country ?? ownCustoms(context)?.country, at: asOf ?? context.now };
  const [known, pack] = await Promise.all([riskContextsOf(context).load(wanted), findPack(packVersion, context)]);
  if (!pack)
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', `no pack of version ${packVersion} ever judged here`);
  if (!known) return null;
  const { sealedSeeds } = context;
  const { lists, keywords } = pack;
  const { read } = known;
  const standing = pack === context.rulePack ? known.standing : undefined;
  const drawn = sealedSeeds ? withRandomDraw(read, sealedSeeds) : read;
  const assessment = assessConsignment({
    context: drawn,
    ...{ pack, lists, keywords },
    ...(standing?.notified && { notifiedChannel: standing.channel }),
    ...(standing?.order && { officerOrder: standing.order }),
  });
  // Partners reason from what they may see; the channel that was told is one for all of them.
  const told = context.viewer.sees === 'OWN' && standing?.notified ? { channel: standing.channel } : {};
  return { assessment: { ...assessment, ...told }, pack, forOfficer: isOfficer(context) };
}

interface Assessed {
  readonly id: string;
  readonly country: string | undefined;
  readonly at: Date;
}

interface KnownRisk {
  readonly read: RiskContext;
  readonly standing: Standing | undefined;
}

type RiskContexts = DataLoader<Assessed, KnownRisk | null, string>;
const contexts = new WeakMap<RequestContext, RiskContexts>();

/** What the rules read, for all consignments of a request step by step together: a page takes as many statements as one. */
function riskContextsOf(context: RequestContext): RiskContexts {
  const load = async (all: readonly Assessed[]) => {
    const documents = await Promise.all(all.map(({ id }) => documentOf(id, context)));
    const journeys = await Promise.all(
      documents.map((each, i) => (each ? journeysOf(all[i]?.id ?? '', each, context) : [])),
    );
    const standings = await standingsNow(all, context);
    return Promise.all(
      all.map(async ({ id, country, at }, i): Promise<KnownRisk | null> => {
        const document = documents[i];
        if (!document) return null;
        const graph = { id: withoutMoment(id), document, journeys: journeys[i] ?? [], now: at.toISOString(), country };
        const assessing = viewGraph(graph).country;
        const standing = standings.get(id)?.find(each => each.country === assessing);
        return { read: await knowledgeOf(context, at).complete(riskContextOf(graph)), standing };
      }),
    );
  };
  const known =
    contexts.get(context) ??
    new DataLoader<Assessed, KnownRisk | null, string>(load, {
      cacheKeyFn: ({ id, country, at }) => `${id}|${country}|${at.getTime()}`,
    });
  contexts.set(context, known);
  return known;
}

/** By the key of the consignment; of none that is read as of a moment. */
async function standingsNow(all: readonly Assessed[], { sql }: RequestContext) {
  const present = all.map(({ id }) => id).filter(id => momentOf(id) === undefined);
  const found = new Map<string, Standing[]>();
  if (present.length === 0) return found;
  for (const each of await standingsOf(sql, present))
    found.set(each.consignmentId, [...(found.get(each.consignmentId) ?? []), each]);
  return found;
}

/** Customs officers and the hub's own people see why; the law of risk leaves the channel to everybody else. */
export function isOfficer(context: RequestContext): boolean {
  return context.viewer.sees === 'ALL' || ownCustoms(context) !== undefined;
}

/** Whose assessments an officer sees: those of the own country; all of them for the hub's own people. */
export function officerCountry(context: RequestContext): string | undefined {
  return ownCustoms(context)?.country;
}

function ownCustoms({ viewer, partners }: RequestContext) {
  const partner = viewer.sees === 'OWN' ? partners.get(viewer.partner) : undefined;
  return partner?.kind === 'customs' ? partner : undefined;
}

async function documentOf(id: string, { loaders }: RequestContext): Promise<ConsignmentDocument | undefined> {
  const slices = await Promise.all(SLICES.map(slice => loaders.slice(id, slice)));
  if (slices.some(slice => slice === undefined)) return undefined;
  return Object.fromEntries(SLICES.map((name, i) => [name, slices[i]])) as unknown as ConsignmentDocument;
}

async function journeysOf(
  id: string,
  { consignment }: ConsignmentDocument,
  { loaders }: RequestContext,
): Promise<readonly JourneyDocument[]> {
  const keys = [...new Set(consignment.legs.flatMap(leg => leg.journeys))];
  const found = await Promise.all(keys.map(key => loaders.journey.load(keyBeside(key, id))));
  const byId = new Map(found.flatMap(journey => (journey ? [[journey.id, journey.document] as const] : [])));
  return [...byId.values()];
}
