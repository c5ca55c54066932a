import { describe, expect, it } from 'vitest';
import { readXml, XML_LIMITS, type XmlElement } from './xml.ts';
import { child, children, positionOf, textAt } from './xml-navigation.ts';

function root(text: string): XmlElement {
  const read = readXml(text);
  if (!read.ok) throw new Error(read.issue.message);
  return read.root;
}

function refusal(text: string) {
  const read = readXml(text);
  return read.ok ? undefined : read.issue;
}

describe('readXml', () => {
  it('places an element where its tag starts', () => {
    const read = root('<A\n  v="1"\n> <B\tw="1"\n/>\n<C/></A>');
    expect([read, ...read.children].map(({ line, column }) => [line, column])).toEqual([
      [1, 1],
      [3, 3],
      [5, 1],
    ]);
  });

  it('gives local names, namespaces, attributes, trimmed text and indexed paths', () => {
    const read = root(
      '<?xml version="1.0"?>\n<m:A xmlns:m="urn:m" xmlns:x="urn:x" v="1" x:v="2" x:w="3">\n  <B> one &amp; two </B>\n  <m:B><![CDATA[<raw>]]></m:B><C/>\n</m:A>',
    );
    expect(read).toMatchObject({ name: 'A', namespace: 'urn:m', attributes: { v: '1', w: '3' }, path: '/A', line: 2 });
    expect(read.attributes).toEqual({ v: '1', w: '3' });
    expect(read.children.map(({ path, namespace, text }) => [path, namespace, text])).toEqual([
      ['/A/B[1]', '', 'one & two'],
      ['/A/B[2]', 'urn:m', '<raw>'],
      ['/A/C', '', ''],
    ]);
    expect(positionOf(read.children[1] as XmlElement)).toMatchObject({
      kind: 'XPATH',
      path: '/A/B[2]',
      line: 4,
      column: 3,
    });
  });

  it('reads the same document whatever chunk border cuts it', () => {
    const long = `<A>${'<B>é𝄞\r\n</B>'.repeat(20_000)}</A>`;
    expect(new Set(root(long).children.map(({ text }) => text))).toEqual(new Set(['é𝄞']));
    expect(root(`\uFEFF<A/>`).name).toBe('A');
  });

  it.each([
    ['unclosed', '<A><B></A>'],
    ['unquoted attribute', '<A b=1/>'],
    ['unknown entity', '<A>&x;</A>'],
    ['two roots', '<A/><B/>'],
    ['unbound prefix', '<p:A/>'],
    ['text outside the root', 'x<A/>'],
    ['truncated', '<A><B>1</B>'],
    ['empty', ''],
    ['blank', '  \n'],
  ])('refuses what is not well formed: %s', (_, text) => {
    expect(refusal(text)).toMatchObject({ code: 'NOT_WELL_FORMED', severity: 'ERROR' });
  });

  it('says where the syntax breaks', () => {
    expect(refusal('<A>\n<B></C>\n</A>')?.position).toMatchObject({ kind: 'XPATH', line: 2 });
  });

  it('refuses a DOCTYPE, so that no entity is ever expanded', () => {
    expect(refusal('<!DOCTYPE A [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><A>&b;</A>')?.code).toBe('DOCTYPE_REFUSED');
    expect(refusal('<!DOCTYPE A SYSTEM "file:///etc/passwd"><A/>')?.code).toBe('DOCTYPE_REFUSED');
  });

  it('bounds depth, elements and attributes', () => {
    const nested = (depth: number) => `${'<A>'.repeat(depth)}${'</A>'.repeat(depth)}`;
    expect(refusal(nested(XML_LIMITS.depth))).toBeUndefined();
    expect(refusal(nested(XML_LIMITS.depth + 1))?.code).toBe('TOO_LARGE');
    expect(refusal(`<R>${'<A/>'.repeat(XML_LIMITS.elements)}</R>`)?.code).toBe('TOO_LARGE');
    const attributes = Array.from({ length: XML_LIMITS.attributes + 1 }, (_, i) => ` a${i}="1"`).join('');
    expect(refusal(`<A${attributes}/>`)?.code).toBe('TOO_LARGE');
  });

  it('never throws on a truncated document', () => {
    const whole = '<?xml version="1.0"?><A b="1"><!-- c --><B><![CDATA[x]]>&#x20;</B><?pi?></A>';
    for (let end = 0; end < whole.length; end++) expect(refusal(whole.slice(0, end))?.severity).toBe('ERROR');
    expect(refusal(whole)).toBeUndefined();
  });
});

describe('navigation', () => {
  const doc = root('<R><A><B/></A><A><B>x</B><B>y</B></A></R>');

  it('follows local names over repeated parents', () => {
    expect(children(doc, 'A/B').map(({ path }) => path)).toEqual(['/R/A[1]/B', '/R/A[2]/B[1]', '/R/A[2]/B[2]']);
    expect(child(doc, 'A/B')?.path).toBe('/R/A[1]/B');
    expect(textAt(doc, 'A/B')).toBe('x');
  });

  it('answers undefined for what is absent', () => {
    expect(child(undefined, 'A')).toBeUndefined();
    expect(children(doc, 'Z/B')).toEqual([]);
    expect(textAt(doc, 'A/C')).toBeUndefined();
  });
});
