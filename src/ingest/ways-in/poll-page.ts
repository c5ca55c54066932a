import type { Answer } from '../../outbound/guarded-call.ts';
import type { PullDeclaration } from '../../partners/partner-feeds.ts';
import type { PullState } from './pull-state.ts';

/** The next request of a poll. */
export interface PageRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What an answer says: the message in it if there is one, where to go on from, and whether to go on at once. */
export interface Page {
  readonly message: Uint8Array | undefined;
  readonly state: PullState;
  readonly more: boolean;
}

/** What is asked next from where polling stands. Pure. */
export function pageRequest(
  pull: PullDeclaration,
  { etag, cursor }: PullState,
  headers: Readonly<Record<string, string>>,
): PageRequest {
  const conditional = etag === null ? headers : { ...headers, 'if-none-match': etag };
  if (cursor === null || pull.cursor === 'etag') return { url: pull.url, headers: conditional };
  if (pull.cursor === 'link-next') return { url: cursor, headers: conditional };
  const url = new URL(pull.url);
  url.searchParams.set(pull.sinceParameter, cursor);
  return { url: url.href, headers: conditional };
}

/**
 * Reads an answer: 200 with a message, 204 and 304 with none; undefined for any other. `etag`: one address whose content changes.
 * `link-next`: pages that link to the next (RFC 8288), of which the last is asked again until it links on. `since`: what is new since the
 * other side's own clock at the last answer, so that two clocks need not agree; what comes twice is a repeat. Pure.
 */
export function readPage(pull: PullDeclaration, before: PullState, answer: Answer): Page | undefined {
  const { status, headers, body, url } = answer;
  if (status !== 200 && status !== 204 && status !== 304) return undefined;
  const message = status === 200 && body.length > 0 ? body : undefined;
  const etag = status === 304 ? before.etag : (headers.etag ?? null);
  const next = pull.cursor === 'link-next' ? nextLink([headers.link ?? ''].flat().join(), url) : undefined;
  if (next !== undefined && next !== url)
    return { message, state: { etag: null, cursor: next, failures: 0 }, more: true };
  return {
    message,
    state: { etag: pull.cursor === 'since' ? null : etag, cursor: cursorAfter(pull, before, answer), failures: 0 },
    more: false,
  };
}

function cursorAfter(pull: PullDeclaration, before: PullState, { status, headers, url }: Answer): string | null {
  if (pull.cursor === 'link-next') return url;
  if (pull.cursor === 'etag') return null;
  const told = Date.parse(headers.date ?? '');
  return status === 304 || Number.isNaN(told) ? before.cursor : new Date(told).toISOString();
}

function nextLink(link: string, from: string): string | undefined {
  for (const part of link.slice(0, 8192).split(/,(?=\s*<)/)) {
    const [, target, parameters = ''] = /^\s*<([^>]*)>(.*)$/s.exec(part) ?? [];
    if (target !== undefined && /;\s*rel="?([^";]*\s)?next(\s[^";]*)?"?\s*(;|$)/i.test(parameters))
      return new URL(target, from).href;
  }
  return undefined;
}
