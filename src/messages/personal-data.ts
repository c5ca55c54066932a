import type { PartyClaim, PartyIdentifier } from './claims.ts';
import type { Fact } from './fact.ts';

/**
 * What of a message can be about a natural person. A sole trader is a party as a company is, and no message says which it is: every party
 * counts as a person. Numbers by which parties are known to authorities (EORI, USCC, UEN) link and grant sight, and are not among it.
 */
export const PERSONAL_MEMBERS = {
  party: ['name', 'address'],
  identifierSchemes: ['TAX'],
  /** Free texts that people write. */
  fact: ['text', 'findings'],
} as const satisfies {
  readonly party: readonly (keyof PartyClaim)[];
  readonly identifierSchemes: readonly PartyIdentifier['scheme'][];
  readonly fact: readonly string[];
};

/** A fact in two parts: what is kept, and what goes with the key of its message. The second is absent where nothing is personal. */
export interface SplitFact {
  readonly kept: Fact;
  readonly personal: Readonly<Record<string, unknown>> | undefined;
}

export function splitPersonal(fact: Fact): SplitFact {
  const personal: Record<string, unknown> = {};
  const kept: Record<string, unknown> = { ...fact };
  for (const name of PERSONAL_MEMBERS.fact) {
    if (kept[name] === undefined) continue;
    personal[name] = kept[name];
    delete kept[name];
  }
  if ('parties' in fact && fact.parties.some(isPersonal)) {
    personal.parties = fact.parties;
    kept.parties = fact.parties.map(withoutPersonal);
  }
  return Object.keys(personal).length === 0
    ? { kept: fact, personal: undefined }
    : { kept: kept as unknown as Fact, personal };
}

export function joinPersonal({ kept, personal }: SplitFact): Fact {
  return personal ? ({ ...kept, ...personal } as Fact) : kept;
}

function isPersonal(party: PartyClaim): boolean {
  return PERSONAL_MEMBERS.party.some(name => party[name] !== undefined) || party.identifiers.some(isPersonalNumber);
}

function withoutPersonal(party: PartyClaim): PartyClaim {
  const { name: _name, address: _address, identifiers, ...kept } = party;
  return { ...kept, identifiers: identifiers.filter(each => !isPersonalNumber(each)) };
}

function isPersonalNumber({ scheme }: PartyIdentifier): boolean {
  return PERSONAL_MEMBERS.identifierSchemes.some(each => each === scheme);
}
