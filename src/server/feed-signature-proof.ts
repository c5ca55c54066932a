import type { FastifyRequest } from 'fastify';
import type { SignatureProof } from '../ingest/ways-in/signature-proof.ts';

/** What a request says of its message's sender beside the token: a detached JWS, or the request itself where it is signed. */
export function signatureProofOf({ headers, method, url, body }: FastifyRequest): SignatureProof {
  const jws = headers['x-jws-signature'];
  const content = body instanceof Uint8Array ? body : new Uint8Array();
  return {
    jws: Array.isArray(jws) ? jws.join() : jws,
    request: { method, target: url, headers, content },
  };
}
