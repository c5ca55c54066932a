import type { ConveyanceClaim, PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import { zoneOfCountry } from '../vocabulary/country-zone.ts';
import { localDay } from '../vocabulary/time.ts';

/** A place as a message names it, with what decides which place that is: the day, and how goods came there. */
export interface StatedPlace extends PlaceClaim {
  readonly day?: string; // YYYY-MM-DD; absent: today
  readonly mode?: ConveyanceClaim['mode'];
}

/** A place at a time: codes count by the calendar day of the place itself. */
export function placeAt(place: PlaceClaim, time: TimeValue, mode?: ConveyanceClaim['mode']): StatedPlace {
  return { ...place, day: localDay(time.instant, zoneOf(place)), ...(mode && { mode }) };
}

/** The zone of the one country that the claim names; codes of China customs are Chinese. */
export function zoneOf(place: PlaceClaim): string | undefined {
  const countries = place.codes.flatMap(({ scheme, value }) => {
    if (scheme === 'UNLOCODE' || scheme === 'TAF') return [value.slice(0, 2)];
    return scheme === 'CN_CUSTOMS' || scheme === 'CN_PORT' ? ['CN'] : [];
  });
  const [country, another] = [...new Set([...(place.country ? [place.country] : []), ...countries])];
  return another ? undefined : zoneOfCountry(country);
}
