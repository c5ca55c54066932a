import { jsonFault } from '../adapters/formats/json-limits.ts';

/** No issuer's token is longer; what is longer is not looked at. */
const LONGEST_TOKEN = 8_192;

/** By which a token would say what it is to be verified with (RFC 7515 section 4.1): no issuer of ours writes them, and forgers do. */
const KEY_HEADERS = ['jku', 'jwk', 'x5u', 'x5c'];

/**
 * Why a token is refused before its signature is tried. A name that stands twice in its header or claims is read one way by one library and
 * the other way by another (RFC 7519 section 4): it is refused, whoever signed it.
 */
export function faultOfToken(token: string): string | undefined {
  if (token.length > LONGEST_TOKEN) return `the token is longer than ${LONGEST_TOKEN} characters`;
  const [header = '', claims = '', signature, ...more] = token.split('.');
  if (signature === undefined || more.length > 0) return 'the token is no compact JWS';
  const fault = [header, claims]
    .map(part => jsonFault(Buffer.from(part, 'base64url')))
    .find(each => each !== undefined);
  if (fault) return `the token’s JSON is refused: ${fault.message}`;
  const read = headerOf(header);
  if (!read) return 'the token’s header is no JSON object';
  const named = KEY_HEADERS.filter(each => Object.hasOwn(read, each));
  return named.length === 0 ? undefined : `the token’s header names a key of its own: ${named.join(', ')}`;
}

function headerOf(part: string): object | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof header === 'object' && header !== null ? header : undefined;
  } catch {
    return undefined;
  }
}
