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

/** `GET /explorer/views`, for an operator: the partners, and for what each may ask. */
export interface PartnerView extends SampleParty {
  readonly purposes: readonly string[];
}

/** Nobody for whom is no operator: the page then offers no view but one's own. */
export async function readViews(headers: Record<string, string>): Promise<readonly PartnerView[]> {
  const { authorization = '' } = headers;
  return hubRequest<PartnerView[]>('/explorer/views', { headers: { authorization } }).catch(() => []);
}

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
