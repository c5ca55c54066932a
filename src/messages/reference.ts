/**
 * The identifiers by which messages know a consignment. BL is a transport document whose level, master or house, the
 * fold decides; MASTER_BL and HOUSE_BL are what a message claims about a level and what the graph shows.
 */
export type ReferenceScheme =
  | 'UCR_D'
  | 'UCR_M'
  | 'BL'
  | 'BOOKING'
  | 'DECLARATION'
  | 'LRN'
  | 'RAIL_NOTE'
  | 'RAIL_BOOKING'
  | 'CERTIFICATE'
  | 'CONTAINER'
  | 'SEAL'
  | 'WAGON'
  | 'VOYAGE'
  | 'TRAIN'
  | 'VEHICLE';

/**
 * One quoted identifier. `value` is normalised (upper case, no blanks), `issuer` is the carrier, railway, customs or party
 * that gave the number; absent where the message does not say. A reference without issuer meets every issuer of that value.
 */
export interface Reference {
  readonly scheme: ReferenceScheme;
  readonly value: string;
  readonly issuer?: string;
}

export function referenceKey(reference: Reference): string {
  return `${reference.scheme}|${reference.issuer ?? ''}|${reference.value}`;
}

/** Upper case without blanks: how document numbers are compared. The raw text stays in the message. */
export function normaliseNumber(raw: string): string {
  return raw.toUpperCase().replace(/\s+/g, '');
}
