import type { WebSocket } from 'ws';
import { CorridorError } from '../errors.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { Caller } from './caller.ts';
import { viewerNow } from './viewer-key.ts';

/** Close code of graphql-transport-ws. */
const FORBIDDEN = 4403;
const RECHECK_MS = 1_000;

/**
 * Sockets and whose they are. One of a partner that is a partner no more, or has lost the purpose of its token, is closed within seconds, also
 * while nothing goes over it (law 3.7): its token would hold for longer.
 */
export class SocketMembers {
  readonly #partners: PartnerDirectory;
  readonly #members = new Map<WebSocket, Caller>();
  readonly #timer: NodeJS.Timeout;

  constructor(partners: PartnerDirectory) {
    this.#partners = partners;
    this.#timer = setInterval(() => this.#recheck(), RECHECK_MS).unref();
  }

  add(socket: WebSocket, caller: Caller): void {
    this.#members.set(socket, caller);
    socket.once('close', () => this.#members.delete(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #recheck(): void {
    for (const [socket, caller] of this.#members) {
      if (!viewerNow(caller, this.#partners)) socket.close(FORBIDDEN, `FORBIDDEN: ${GONE}`);
    }
  }
}

const GONE = 'the partner or its purpose is no longer one of this hub';

/** A caller whose token came long ago, as the partners' files make it now. */
export function callerNow(caller: Caller, partners: PartnerDirectory): Caller {
  const viewer = viewerNow(caller, partners);
  if (!viewer) throw new CorridorError('FORBIDDEN', 'fix-credentials', GONE);
  return viewer === caller.viewer || viewer.sees === 'ALL'
    ? caller
    : { ...caller, viewer, partner: caller.partner && partners.get(viewer.partner) }; // who looks as a partner is none
}
