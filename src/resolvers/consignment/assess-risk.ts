import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { assessConsignment } from '../../risk/assess-consignment.ts';
import type { Assessment } from '../../risk/assessment.ts';
import { riskContextOf } from '../../risk/graph-context/risk-context-of.ts';
import type { RulePack } from '../../risk/rule-pack.ts';
import type { RequestContext } from '../request-context.ts';

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
  const document = await documentOf(id, context);
  if (!document) return null;
  const journeys = await journeysOf(document, context);
  const { rulePack: pack, now } = context;
  const assessed = { id, document, journeys, now: now.toISOString(), country: country ?? ownCustoms(context)?.country };
  const { lists, keywords } = pack;
  const assessment = assessConsignment({ context: riskContextOf(assessed), pack, lists, keywords });
  return { assessment, pack, forOfficer: isOfficer(context) };
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
  { consignment }: ConsignmentDocument,
  { loaders }: RequestContext,
): Promise<readonly JourneyDocument[]> {
  const keys = [...new Set(consignment.legs.flatMap(leg => leg.journeys))];
  const found = await Promise.all(keys.map(key => loaders.journey.load(key)));
  const byId = new Map(found.flatMap(journey => (journey ? [[journey.id, journey.document] as const] : [])));
  return [...byId.values()];
}
