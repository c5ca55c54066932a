import type { FeedIssueCode } from '../../messages/feed-issue.ts';

export interface XmlRoot {
  readonly name: string; // without prefix
  readonly namespace?: string;
}

export interface XmlFault {
  readonly code: FeedIssueCode;
  readonly at: number;
  readonly message: string;
  readonly remedy: string;
}

/** Namespaces and schema places need no more. */
const ROOT_TAG_LIMIT = 65_536;
const WELL_FORMED = 'Send a well-formed XML document.';

/** The root element's name and namespace. Skips the prolog; a DOCTYPE ends it, as it could declare entities (law 6.3). */
export function findXmlRoot(text: string): XmlRoot | XmlFault {
  let at = text.search(/\S/);
  while (at >= 0) {
    if (text.startsWith('<?', at)) at = behind(text, '?>', at);
    else if (text.startsWith('<!--', at)) at = behind(text, '-->', at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) return doctype(at);
    else return readRoot(text, at);
  }
  return fault(text.length, 'the document ends before its root element');
}

/** The next non-blank character behind `closer`, or -1. */
function behind(text: string, closer: string, from: number): number {
  const end = text.indexOf(closer, from);
  if (end < 0) return -1;
  const rest = /\S/g;
  rest.lastIndex = end + closer.length;
  return rest.exec(text)?.index ?? -1;
}

function readRoot(text: string, at: number): XmlRoot | XmlFault {
  const name = /^<([^\s<>/=&"']+)(?=[\s/>])/.exec(text.slice(at, at + 300))?.[1];
  const end = endOfTag(text, at);
  if (name === undefined || end < 0)
    return fault(at, `expected the root element, found ${JSON.stringify(text.slice(at, at + 20))}`);
  const [prefix, local] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name];
  const namespace = attribute(text.slice(at, end), prefix === '' ? 'xmlns' : `xmlns:${prefix}`);
  return { name: local, ...(namespace ? { namespace } : {}) };
}

/** A `>` in an attribute value does not end the tag. */
function endOfTag(text: string, at: number): number {
  let quote = '';
  const last = Math.min(text.length, at + ROOT_TAG_LIMIT);
  for (let i = at; i < last; i++) {
    const character = text[i] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return i;
  }
  return -1;
}

function attribute(tag: string, name: string): string | undefined {
  // A name begins behind a blank only: begun anywhere, the search would take the square of the tag's length.
  for (const [, key, double, single] of tag.matchAll(/(?<=\s)([^\s=<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (key === name) return double ?? single;
  }
  return undefined;
}

function doctype(at: number): XmlFault {
  const message = 'the document has a DOCTYPE, which could declare entities';
  return { code: 'DOCTYPE_REFUSED', at, message, remedy: 'Send the document without a DOCTYPE.' };
}

function fault(at: number, message: string): XmlFault {
  return { code: 'NOT_WELL_FORMED', at, message, remedy: WELL_FORMED };
}
