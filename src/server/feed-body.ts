import { createGunzip, type Gunzip } from 'node:zlib';
import { CorridorError } from '../errors.ts';

export const FEED_BYTES = 64 * 2 ** 20;
/** Trade messages shrink some 30 times; what grows more than this is made to harm (law 6.3). */
export const LARGEST_RATIO = 200;
/** Small messages of blanks or repeats may grow more. */
export const ALWAYS_ALLOWED = 2 ** 20;

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

/** The bounds are held at every chunk, so that a bomb is dropped at its first megabyte, however much it would become. */
async function inflated(body: Uint8Array): Promise<Uint8Array> {
  const gunzip = createGunzip();
  gunzip.end(body);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      length += chunk.length;
      assertBounded(length, gunzip);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof CorridorError) throw error;
    const message = 'the body says it is gzip and cannot be inflated';
    throw new CorridorError('BAD_USER_INPUT', 'fix-message', message);
  } finally {
    gunzip.destroy();
  }
  return Buffer.concat(chunks, length);
}

/** `bytesWritten` of a zlib stream is how much of its input it has processed. */
function assertBounded(length: number, { bytesWritten }: Gunzip): void {
  if (length > FEED_BYTES) throw tooLarge(`more than ${FEED_BYTES} bytes`);
  if (length <= ALWAYS_ALLOWED || length <= bytesWritten * LARGEST_RATIO) return;
  throw tooLarge(`more than ${LARGEST_RATIO} times its compressed size`);
}

function tooLarge(what: string): CorridorError {
  return new CorridorError('PAYLOAD_TOO_LARGE', 'fix-message', `the message inflates to ${what}`);
}
