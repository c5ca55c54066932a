import type { PartyIdentifier } from '../../messages/claims.ts';
import type { PartyShape } from '../party.ts';

/** A carrier as messages name it: RICS codes have four digits, SCAC codes two to four letters of which messages send four. */
export function carrierParty(code: string | null | undefined, name?: string | null): PartyShape | null {
  if (!code && !name) return null;
  return {
    identifiers: code ? [{ scheme: schemeOf(code), value: code }] : [],
    ...(name ? { name } : {}),
  };
}

function schemeOf(code: string): PartyIdentifier['scheme'] {
  if (/^\d{4}$/.test(code)) return 'RICS';
  return /^[A-Z]{4}$/.test(code) ? 'SCAC' : 'OTHER';
}
