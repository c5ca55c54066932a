import type { ConsignmentSlice, LegEntry } from '../../consignment/consignment-slice.ts';
import { etaAssertions, type Milestone } from '../../consignment/eta-assertions.ts';
import { type EtaAssertion, type EtaView, etaView } from '../../consignment/eta-view.ts';
import type { PlaceClaim } from '../../messages/claims.ts';
import type { Partner } from '../../partners/partner.ts';
import { sliceOf } from '../consignment/consignment-type.ts';
import { lineageOfClaims } from '../known-places.ts';
import { keyBeside, momentOf } from '../moment-key.ts';
import { thenAt } from '../places-then.ts';
import type { RequestContext } from '../request-context.ts';

type SourceKind = Partner['kind'];

const CARRIER_FIRST: readonly SourceKind[] = ['carrier', 'terminal', 'port', 'railway'];
const TERMINAL_FIRST: readonly SourceKind[] = ['terminal', 'port', 'carrier', 'railway'];
const RAILWAY_FIRST: readonly SourceKind[] = ['railway', 'terminal', 'port', 'carrier'];

/** When a consignment reaches a milestone, by all who say so; undefined where nobody does. */
export async function consignmentEta(
  id: string,
  milestone: Milestone,
  context: RequestContext,
): Promise<EtaView | undefined> {
  const slice = await sliceOf(context, id, 'consignment');
  if (!slice) return undefined;
  const keys = [...new Set(slice.legs.flatMap(leg => leg.journeys))];
  const journeys = await Promise.all(keys.map(key => context.loaders.journey.load(keyBeside(key, id))));
  const documents = new Map(keys.map((key, i) => [key, journeys[i]?.document]));
  const named = journeys.flatMap(each => [...(each?.document.calls ?? []), ...(each?.document.events ?? [])]);
  const places = [...placesOf(slice), ...named.flatMap(each => each.place ?? [])];
  const lineageOf = await lineageOfClaims(places, context, thenAt(momentOf(id)));
  const { assertions, mode } = etaAssertions(slice, key => documents.get(key), milestone, lineageOf);
  return etaView(await dated(assertions, context), origin =>
    rankOf(context.partners.get(origin)?.kind, milestone, mode),
  );
}

function placesOf({ legs, events, ...slice }: ConsignmentSlice): PlaceClaim[] {
  const ends = [slice.placeOfLoading, slice.placeOfDischarge, slice.destination];
  const claims = [...ends, ...legs.flatMap(leg => [leg.from, leg.to])].flat();
  return [...claims.map(each => each.value), ...events.flatMap(each => each.place ?? [])];
}

/** The words of the milestone: the terminal for the berth, the railway for the train, the carrier for the port. */
function rankOf(kind: SourceKind | undefined, milestone: Milestone, mode: LegEntry['mode']): number {
  const ranked = milestone === 'BERTH' ? TERMINAL_FIRST : mode === 'RAIL' ? RAILWAY_FIRST : CARRIER_FIRST;
  const at = kind ? ranked.indexOf(kind) : -1;
  return at === -1 ? ranked.length : at;
}

/** An event of the graph does not hold when its source said so; its fact does. */
async function dated(assertions: readonly EtaAssertion[], { loaders }: RequestContext): Promise<EtaAssertion[]> {
  const facts = await Promise.all(assertions.map(each => (each.assertedAt ? undefined : loaders.fact.load(each.fact))));
  return assertions.map((each, i) => ({
    ...each,
    assertedAt: each.assertedAt ?? facts[i]?.fact.updatedAt?.instant ?? null,
  }));
}
