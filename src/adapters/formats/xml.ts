import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { FeedIssue } from '../../messages/feed-issue.ts';

/** One element as read; navigate with xml-navigation.ts. */
export interface XmlElement {
  readonly name: string; // local name
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>; // by local name, without namespace declarations
  readonly children: readonly XmlElement[];
  readonly text: string; // own text, trimmed
  readonly path: string; // XPath with 1-based indexes where a name repeats: /MetaData/Response/Error[2]
  readonly line: number;
  readonly column: number;
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly issue: FeedIssue };

/** What bounds hostile input (law 6.3). The bytes themselves are bounded before they come here. */
export const XML_LIMITS = {
  depth: 200,
  elements: 200_000,
  attributes: 200, // of one element
  allAttributes: 400_000,
  nameLength: 256,
  textLength: 4_000_000,
} as const;

/** Characters that are parsed at a time. A value that lies within is a piece of the text; one that does not is a copy. */
const CHUNK = 1 << 20;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a document of XML 1.0 with namespaces, strictly: what is not well formed is refused, never mended, and a DOCTYPE is
 * refused since it could declare entities. Never throws.
 */
export function readXml(text: string): XmlReading {
  if (hasLongText(text)) return { ok: false, issue: refusal('TOO_LARGE', `the document has ${LONG_TEXT}`, 1, 1) };
  const tree = new TreeBuilder();
  for (let at = 0; at < text.length && !tree.issue; at += CHUNK) tree.write(text.slice(at, at + CHUNK));
  const root = tree.end();
  if (tree.issue) return { ok: false, issue: tree.issue };
  if (!root) return { ok: false, issue: refusal('NOT_WELL_FORMED', 'the document has no root element', 1, 1) };
  namePaths(root, '', root.name);
  return { ok: true, root };
}

const LONG_TEXT = `a text longer than ${XML_LIMITS.textLength} characters`;

/** The parser gathers a text to its end before it tells of it: the way from one tag to the next is measured before. */
function hasLongText(text: string): boolean {
  for (let from = 0; from < text.length; ) {
    const next = text.indexOf('<', from);
    const end = next < 0 ? text.length : next;
    if (end - from > XML_LIMITS.textLength) return true;
    from = end + 1;
  }
  return false;
}

interface OpenElement extends XmlElement {
  path: string;
  text: string;
  readonly children: OpenElement[];
}

/** What stands behind a refusal is not read. */
class ParserStopped extends Error {}

class TreeBuilder {
  issue: FeedIssue | undefined;
  #root: OpenElement | undefined;
  #open: OpenElement[] = [];
  #elements = 0;
  #attributes = 0;
  #allAttributes = 0;
  #tagStart = { line: 1, column: 1 };
  readonly #parser = new SaxesParser({ xmlns: true });

  constructor() {
    const parser = this.#parser;
    parser.on('error', error => this.#refuse('NOT_WELL_FORMED', error.message.replace(/^[\d:]+:\s*/, '')));
    parser.on('doctype', () => this.#refuse('DOCTYPE_REFUSED', 'the document has a DOCTYPE'));
    parser.on('opentagstart', ({ name }) => this.#startTag(name));
    parser.on('attribute', ({ value }) => this.#countAttribute(value));
    parser.on('opentag', tag => this.#push(tag));
    parser.on('text', text => this.#addText(text));
    parser.on('cdata', text => this.#addText(text));
    parser.on('closetag', () => this.#pop());
  }

  write(chunk: string): void {
    this.#untilStopped(() => this.#parser.write(chunk));
  }

  end(): OpenElement | undefined {
    if (!this.issue) this.#untilStopped(() => this.#parser.close());
    return this.#root;
  }

  #untilStopped(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof ParserStopped)) throw error;
    }
  }

  /** The parser stands behind the name and the character that ended it, which may have been a line break. */
  #startTag(name: string): void {
    const { line, column } = this.#parser;
    const start = column - name.length - 1;
    if (name.length > XML_LIMITS.nameLength) this.#tooLarge(`a name longer than ${XML_LIMITS.nameLength} characters`);
    this.#tagStart = start < 1 ? { line: line - 1, column: 1 } : { line, column: start };
    this.#attributes = 0;
  }

  #push(tag: SaxesTagNS): void {
    if (++this.#elements > XML_LIMITS.elements) this.#tooLarge(`more than ${XML_LIMITS.elements} elements`);
    if (this.#open.length >= XML_LIMITS.depth) this.#tooLarge(`elements nested deeper than ${XML_LIMITS.depth}`);
    const element: OpenElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: attributesOf(tag),
      children: [],
      text: '',
      path: '',
      ...this.#tagStart,
    };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root ??= element;
    this.#open.push(element);
  }

  #pop(): void {
    const closed = this.#open.pop();
    if (closed) closed.text = closed.text.trim();
  }

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (!element) return;
    element.text += text;
    if (element.text.length > XML_LIMITS.textLength) this.#tooLarge(LONG_TEXT);
  }

  #countAttribute(value: string): void {
    if (++this.#attributes > XML_LIMITS.attributes)
      this.#tooLarge(`an element with more than ${XML_LIMITS.attributes} attributes`);
    if (++this.#allAttributes > XML_LIMITS.allAttributes)
      this.#tooLarge(`more than ${XML_LIMITS.allAttributes} attributes`);
    if (value.length > XML_LIMITS.textLength) this.#tooLarge('an attribute value that is too long');
  }

  #tooLarge(what: string): void {
    this.#refuse('TOO_LARGE', `the document has ${what}`);
  }

  #refuse(code: RefusalCode, message: string): never {
    this.issue = refusal(code, message, this.#parser.line, this.#parser.column);
    throw new ParserStopped();
  }
}

type RefusalCode = 'NOT_WELL_FORMED' | 'DOCTYPE_REFUSED' | 'TOO_LARGE';

const REMEDIES: Readonly<Record<RefusalCode, string>> = {
  NOT_WELL_FORMED: 'send well-formed XML 1.0',
  DOCTYPE_REFUSED: 'send the document without a DOCTYPE',
  TOO_LARGE: 'split the message and send its parts',
};

function refusal(code: RefusalCode, message: string, line: number, column: number): FeedIssue {
  const position = { kind: 'XPATH', path: '/', line, column } as const;
  return { code, severity: 'ERROR', position, message, remedy: REMEDIES[code] };
}

/** An unprefixed attribute wins over a prefixed one of the same local name. */
function attributesOf(tag: SaxesTagNS): Readonly<Record<string, string>> {
  const stated = Object.values(tag.attributes).filter(attribute => attribute.uri !== XMLNS);
  const prefixedFirst = stated.sort((a, b) => Number(a.prefix === '') - Number(b.prefix === ''));
  return Object.fromEntries(prefixedFirst.map(({ local, value }) => [local, value]));
}

function namePaths(element: OpenElement, parentPath: string, step: string): void {
  element.path = `${parentPath}/${step}`;
  const counts = new Map<string, number>();
  for (const { name } of element.children) counts.set(name, (counts.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  for (const inner of element.children) {
    const index = (seen.get(inner.name) ?? 0) + 1;
    seen.set(inner.name, index);
    namePaths(inner, element.path, counts.get(inner.name) === 1 ? inner.name : `${inner.name}[${index}]`);
  }
}
