import type { PlaceClaim } from '../messages/claims.ts';
import type { TransportCallFact } from '../messages/fact.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { PlacedFact } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

type CallFact = PlacedFact<TransportCallFact>;

/** A port as a call names it, at its first time. */
export interface PortAt {
  readonly claim: PlaceClaim;
  readonly time: TimeValue | undefined;
}

/**
 * What is said of a voyage's calls, together by port. Two senders name one call by different references: the port tells it, under whichever
 * of the codes that mean it on the day of the call (law 2.6). `idOf` answers the place of the tables, none where they do not know the code.
 */
export function callsByPort(facts: readonly CallFact[], idOf: (port: PortAt) => string | undefined): CallFact[][] {
  const groups = new Map<string, CallFact[]>();
  for (const [key, same] of byCode(facts)) {
    const claim = same[0] && portOf(same[0]);
    const id = claim && idOf({ claim, time: firstTime(same) });
    const port = id === undefined ? key : `ID|${id}`;
    groups.set(port, [...(groups.get(port) ?? []), ...same]);
  }
  return [...groups.values()].map(same => same.sort((a, b) => compareText(a.known.id, b.known.id)));
}

function byCode(facts: readonly CallFact[]): Map<string, CallFact[]> {
  const found = new Map<string, CallFact[]>();
  for (const each of facts) {
    const { place, callReference, visitReference } = each.known.fact;
    const key = portOf(each)?.codes[0]?.value ?? callReference ?? visitReference ?? JSON.stringify(place.codes);
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return found;
}

/** The port alone, whichever terminal of it is named beside. */
function portOf({ known }: CallFact): PlaceClaim | undefined {
  const code = known.fact.place.codes.find(each => each.scheme === 'UNLOCODE');
  return code && { codes: [code] };
}

function firstTime(facts: readonly CallFact[]): TimeValue | undefined {
  const times = facts.flatMap(each => each.known.fact.timestamps.map(stamp => stamp.time));
  return times.sort((a, b) => compareText(a.instant, b.instant))[0];
}
