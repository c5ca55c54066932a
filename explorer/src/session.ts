import { hubRequest } from './hub-request.ts';

/** `GET /explorer/session`. Outside development the list of parties is empty: who looks brings a token. */
export interface ExplorerSession {
  readonly development: boolean;
  readonly parties: readonly SampleParty[];
}

export interface SampleParty {
  readonly id: string;
  readonly label: string;
  /** analyst, customs, terminal, carrier, railway … */
  readonly kind: string;
}

/** The party that sees everything, first in the list. */
export const ANALYST = 'analyst';

/** `POST /explorer/session` with `{"party": "<id>"}`, in development only. */
export interface PartySession {
  readonly party: string;
  readonly label: string;
  readonly token: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export const readSession = (): Promise<ExplorerSession> => hubRequest('/explorer/session');

export const openSession = (party: string): Promise<PartySession> =>
  hubRequest('/explorer/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ party }),
  });
