import { CorridorError } from '../errors.ts';
import { FEED_KINDS } from '../messages/feed-kind.ts';
import type { Partner } from '../partners/partner.ts';
import type { Viewer } from '../policy/viewer.ts';

/** Who asks, proven by a token: what it may look at, and what it may do. */
export interface Caller {
  readonly viewer: Viewer;
  /** The person or system, and the application that it uses (RFC 9068: `sub`, `client_id`); empty for nobody. */
  readonly sub: string;
  readonly client: string;
  readonly scopes: ReadonlySet<string>;
  /** The partner that the token was issued to; absent for an operator, an analyst, and who shows no token. */
  readonly partner?: Partner | undefined;
  /** The hub's own key that signed the token. */
  readonly signedBy?: string | undefined;
  /** The end of the token, and of every stream opened with it (law 3.7). Absent: nobody was authenticated. */
  readonly expiresAt?: Date | undefined;
}

export const ROLES = ['operator', 'analyst'] as const;
export type Role = (typeof ROLES)[number];

export function isRole(role: unknown): role is Role {
  return ROLES.some(each => each === role);
}

const GRAPH_SCOPES = ['graph:query', 'graph:subscribe'];
const ROLE_SCOPES: Readonly<Record<Role, readonly string[]>> = {
  operator: [...GRAPH_SCOPES, ...FEED_KINDS.map(kind => `feed:${kind}`), 'operate', 'audit'],
  analyst: GRAPH_SCOPES,
};

export function scopesOfRole(role: Role): readonly string[] {
  return ROLE_SCOPES[role];
}

/** The most that a partner's token can grant: a purpose opens the graph, a declared feed opens that feed. */
export function scopesOfPartner(partner: Partner, purpose: string | undefined): readonly string[] {
  const graph = purpose === undefined ? [] : GRAPH_SCOPES;
  return [...graph, ...partner.feeds.map(kind => `feed:${kind}`), 'risk:decide', 'registry:write', 'audit'];
}

/** Nobody: sees no consignment, and may only ask what the schema looks like. */
export const ANONYMOUS: Caller = {
  viewer: { sees: 'OWN', partner: '', country: '', purpose: '', accessKeys: [] },
  sub: '',
  client: '',
  scopes: new Set(),
};

export function isAuthenticated(caller: Caller): boolean {
  return caller.expiresAt !== undefined;
}

export function isOperator({ viewer }: Caller): boolean {
  return viewer.sees === 'ALL' && viewer.role === 'operator';
}

/** Who is missing the scope is told whether a token, or another token, would help. */
export function scopeError(caller: Caller, scope: string): CorridorError | undefined {
  if (caller.scopes.has(scope)) return undefined;
  if (!isAuthenticated(caller)) return unauthenticated('this needs an access token: Authorization: Bearer …');
  return new CorridorError('FORBIDDEN', 'fix-credentials', `the token does not carry the scope ${scope}`, { scope });
}

export function assertScope(caller: Caller, scope: string): void {
  const error = scopeError(caller, scope);
  if (error) throw error;
}

export function unauthenticated(message: string): CorridorError {
  return new CorridorError('UNAUTHENTICATED', 'fix-credentials', message);
}
