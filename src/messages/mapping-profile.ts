/**
 * How one partner's messages deviate from their standard (partners/<id>/mapping.yaml), as plain data. Defaults suit a partner that
 * follows the standard.
 */
export interface MappingProfile {
  readonly sender: string; // partner id
  readonly country: string;
  /** IANA zone of times that carry none; absent: the zone of the place, else UNKNOWN. */
  readonly timeZone?: string;
  /** Label of the WHATWG Encoding Standard for text formats without a declaration of their own. */
  readonly characterSet: string;
  /** Values that stand for "nothing" and are never an identifier. */
  readonly nullValues: readonly string[];
  /** Raw code of a named list to the canonical one, e.g. codes.status['P'] = 'DEPARTURE'. */
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Terminal or facility codes of the sender to UN/LOCODE. */
  readonly places: Readonly<Record<string, string>>;
  /** Carrier whose numbers these are, when messages do not say: SCAC, SMDG or RICS code. */
  readonly carrier?: string;
  /** Partners whose statements the sender may pass on: those of another hub, whose readers it is. */
  readonly passesOn?: readonly string[];
  /** Whether one bad message refuses its whole interchange. */
  readonly allOrNothing: boolean;
}

export const DEFAULT_NULL_VALUES: readonly string[] = ['', '0', '.', '-', 'UNKNOWN', '<null/>', 'NULL', 'N/A'];

export function isNullValue(profile: MappingProfile, raw: string | undefined): boolean {
  return raw === undefined || profile.nullValues.includes(raw.trim());
}
