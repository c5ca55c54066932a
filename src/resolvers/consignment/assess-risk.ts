import DataLoader from 'dataloader';
import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { assessConsignment } from '../../risk/assess-consignment.ts';
import type { Assessment } from '../../risk/assessment.ts';
import { riskContextOf } from '../../risk/graph-context/risk-context-of.ts';
import type { RiskContext } from '../../risk/risk-context.ts';
import type { RulePack } from '../../risk/rule-pack.ts';
import { withRandomDraw } from '../../risk/sealed-seed.ts';
import { keyBeside, withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { knowledgeOf } from '../risk-knowledge.ts';

/** An assessment as a viewer gets it. */
export interface AssessedRisk {
  readonly assessment: Assessment;
  readonly pack: RulePack;
  /** Traders see the channel only, never rules or weights: they would learn how to stay below them. */
  readonly forOfficer: boolean;
}

/** The consignment as the graph has it now, assessed by the rules in force; nothing is stored. */
export async function assessRisk(
  id: string,
  country: string | undefined,
  context: RequestContext,
): Promise<AssessedRisk | null> {
  const known = await riskContextsOf(context).load({ id, country: country ?? ownCustoms(context)?.country });
  if (!known) return null;
  const { rulePack: pack, sealedSeeds } = context;
  const { lists, keywords } = pack;
  const drawn = sealedSeeds ? withRandomDraw(known, sealedSeeds) : known;
  const assessment = assessConsignment({ context: drawn, pack, lists, keywords });
  return { assessment, pack, forOfficer: isOfficer(context) };
}

interface Assessed {
  readonly id: string;
  readonly country: string | undefined;
}

type RiskContexts = DataLoader<Assessed, RiskContext | null, string>;
const contexts = new WeakMap<RequestContext, RiskContexts>();

/** What the rules read, for all consignments of a request step by step together: a page takes as many statements as one. */
function riskContextsOf(context: RequestContext): RiskContexts {
  const load = async (all: readonly Assessed[]) => {
    const documents = await Promise.all(all.map(({ id }) => documentOf(id, context)));
    const journeys = await Promise.all(
      documents.map((each, i) => (each ? journeysOf(all[i]?.id ?? '', each, context) : [])),
    );
    const knowledge = knowledgeOf(context);
    const now = context.now.toISOString();
    return Promise.all(
      all.map(({ id, country }, i) => {
        const document = documents[i];
        if (!document) return null;
        return knowledge.complete(
          riskContextOf({ id: withoutMoment(id), document, journeys: journeys[i] ?? [], now, country }),
        );
      }),
    );
  };
  const known =
    contexts.get(context) ??
    new DataLoader<Assessed, RiskContext | null, string>(load, { cacheKeyFn: ({ id, country }) => `${id}|${country}` });
  contexts.set(context, known);
  return known;
}

/** Customs officers and the hub's own people see why; the law of risk leaves the channel to everybody else. */
export function isOfficer(context: RequestContext): boolean {
  return context.viewer.sees === 'ALL' || ownCustoms(context) !== undefined;
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
