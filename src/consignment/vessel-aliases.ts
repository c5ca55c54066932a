import type { JourneyDocument } from './journey-document.ts';
import { compareText } from './revision-order.ts';

export type VesselAliasScheme = 'NAME' | 'CALL_SIGN' | 'MMSI';

/** What a vessel was called, and from when to when messages call it so. */
export interface VesselAlias {
  readonly scheme: VesselAliasScheme;
  readonly value: string;
  /** First and last time of the voyages under that name, RFC 3339; null where no schedule tells a time. */
  readonly from: string | null;
  readonly to: string | null;
  readonly origins: readonly string[];
}

const FIELDS = { NAME: 'name', CALL_SIGN: 'callSign', MMSI: 'mmsi' } as const;

/**
 * A vessel is its IMO number, which it keeps for life (IMO Resolution A.1117(30)); name, call sign and MMSI change with owner and flag. So
 * each is dated by the voyages on which it was used. Newest first.
 */
export function vesselAliases(imo: string, journeys: readonly JourneyDocument[]): VesselAlias[] {
  const found = new Map<string, VesselAlias>();
  for (const journey of journeys) {
    const own = journey.conveyance.filter(({ value }) => value.imo === imo);
    const [from, to] = spanOf(journey);
    for (const scheme of ['NAME', 'CALL_SIGN', 'MMSI'] as const) {
      for (const { value, origin } of own) {
        const alias = value[FIELDS[scheme]];
        if (alias) extend(found, { scheme, value: alias, from, to, origins: [origin] });
      }
    }
  }
  return [...found.values()].sort(
    (a, b) => compareText(a.scheme, b.scheme) || compareText(b.to ?? '', a.to ?? '') || compareText(a.value, b.value),
  );
}

function extend(found: Map<string, VesselAlias>, next: VesselAlias): void {
  const key = `${next.scheme}|${next.value}`;
  const known = found.get(key);
  found.set(key, known ? joined(known, next) : next);
}

function joined(a: VesselAlias, b: VesselAlias): VesselAlias {
  const times = (read: (alias: VesselAlias) => string | null) => [a, b].flatMap(each => read(each) ?? []).sort();
  return {
    ...a,
    from: times(each => each.from)[0] ?? null,
    to: times(each => each.to).at(-1) ?? null,
    origins: [...new Set([...a.origins, ...b.origins])].sort(),
  };
}

function spanOf({ calls, events }: JourneyDocument): [string | null, string | null] {
  const times = [...calls.flatMap(call => call.timestamps), ...events].map(each => each.time.instant).sort();
  return [times[0] ?? null, times.at(-1) ?? null];
}
