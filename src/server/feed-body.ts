import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CorridorError } from '../errors.ts';

export const FEED_BYTES = 64 * 2 ** 20;
/** Trade messages shrink some 30 times; what grows more than this is made to harm (law 6.3). */
const LARGEST_RATIO = 200;
const ALWAYS_ALLOWED = 2 ** 20;

const inflate = promisify(gunzip);

/** The message's own bytes: inflated where they came as gzip, never beyond the bound. */
export async function feedBytes(body: unknown, encoding: string | undefined): Promise<Uint8Array> {
  if (!(body instanceof Uint8Array) || body.length === 0) {
    throw new CorridorError('BAD_USER_INPUT', 'fix-message', 'the body is empty: it should be the message as it is');
  }
  const coding = encoding?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') return body;
  if (coding !== 'gzip' && coding !== 'x-gzip') {
    const message = `Content-Encoding ${JSON.stringify(coding)} is not known here: send gzip, or none`;
    throw new CorridorError('BAD_USER_INPUT', 'fix-message', message);
  }
  return inflated(body);
}

async function inflated(body: Uint8Array): Promise<Uint8Array> {
  const maxOutputLength = Math.min(FEED_BYTES, Math.max(ALWAYS_ALLOWED, body.length * LARGEST_RATIO));
  try {
    return await inflate(body, { maxOutputLength });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxOutputLength);
    const message = 'the body says it is gzip and cannot be inflated';
    throw new CorridorError('BAD_USER_INPUT', 'fix-message', message);
  }
}

function tooLarge(bytes: number): CorridorError {
  const message = `the message inflates to more than ${bytes} bytes, the bound for its compressed size`;
  return new CorridorError('PAYLOAD_TOO_LARGE', 'fix-message', message);
}
