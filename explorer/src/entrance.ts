import type { SavedQuery } from '../../src/server/saved-queries.ts';
import { Credentials } from './credentials.ts';
import { hubRequest } from './hub-request.ts';
import { ANALYST, readSession, type SampleParty } from './session.ts';

/** Everything the page needs before it can ask the hub its first question. */
export interface Entrance {
  readonly credentials: Credentials;
  readonly parties: readonly SampleParty[];
  /** Absent outside development: a pasted token says who looks. */
  readonly party: string | undefined;
  readonly savedQueries: readonly SavedQuery[];
  readonly notice: string | undefined;
}

const HELD_TOKEN = 'corridor.token';

export const holdToken = (token: string): void => sessionStorage.setItem(HELD_TOKEN, token);
export const dropToken = (): void => sessionStorage.removeItem(HELD_TOKEN);

/** `/?as=sg-customs` opens as that party. */
function wantedParty(parties: readonly SampleParty[]): { party: string; notice?: string } {
  const wanted = new URLSearchParams(location.search).get('as');
  if (wanted === null) return { party: ANALYST };
  if (parties.some(({ id }) => id === wanted)) return { party: wanted };
  return { party: ANALYST, notice: `There is no sample party "${wanted}"; opened as ${ANALYST}` };
}

/** Nothing when a token is needed first. */
export async function enter(): Promise<Entrance | undefined> {
  const [session, savedQueries] = await Promise.all([
    readSession(),
    hubRequest<SavedQuery[]>('/explorer/saved-queries'),
  ]);
  const credentials = new Credentials();
  const token = sessionStorage.getItem(HELD_TOKEN);
  if (token === null && session.development) {
    const { party, notice } = wantedParty(session.parties);
    await credentials.becomeParty(party);
    return { credentials, parties: session.parties, party, savedQueries, notice };
  }
  if (token === null) return undefined;
  credentials.becomeBearer(token);
  return { credentials, parties: [], party: undefined, savedQueries, notice: undefined };
}
