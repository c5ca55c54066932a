import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSegments } from './edifact-segments.ts';

const tags = (text: string) => readSegments(text).segments.map(segment => segment.tag);

describe('readSegments', () => {
  it('cuts segments, elements and components and says where each stands', () => {
    const { segments, issues } = readSegments("UNH+1+CODECO:D:95B:UN'BGM+34+X1+9'EQD+CN+CSQU3054383+22G1:102:5++3+5'");
    expect(issues).toEqual([]);
    expect(segments.map(segment => [segment.tag, segment.byteOffset, segment.index])).toEqual([
      ['UNH', 0, 1],
      ['BGM', 22, 2],
      ['EQD', 34, 3],
    ]);
    const eqd = segments[2];
    expect([eqd?.element(2), eqd?.component(3, 1), eqd?.element(4), eqd?.element(99)]).toEqual([
      'CSQU3054383',
      '102',
      '',
      '',
    ]);
    expect(eqd?.position).toEqual({ kind: 'BYTE', offset: 34, segment: 'EQD', index: 3 });
  });

  it('takes the separators of UNA, with a release character and a decimal mark of its own', () => {
    const { segments } = readSegments('UNA;*,!|~UNH*1~FTX*a!*b;c!;d*1,5~');
    expect(segments[1]?.components(1)).toEqual(['a*b', 'c;d']);
    expect(segments[1]?.decimal(2)).toBe('1.5');
  });

  it('separates repetitions of syntax version 4, named by UNA or by UNB', () => {
    for (const start of ["UNA:+.?*'UNH+1'", "UNB+UNOC:4+A+B'UNH+1'"]) {
      const segment = readSegments(`${start}RFF+BN:1*BN:2'`).segments.at(-1);
      expect(segment?.repetitions(1)).toEqual([
        ['BN', '1'],
        ['BN', '2'],
      ]);
    }
  });

  it('leaves an asterisk alone before version 4', () => {
    expect(readSegments("UNB+UNOA:2+A+B'UNH+1'FTX+A*B'").segments[2]?.element(1)).toBe('A*B');
  });

  it('reads released separators, also a released release character before a terminator', () => {
    const { segments } = readSegments("FTX+AAA+++O?'BRIEN ?+ 5 ?: 6 ??'RFF+BN:1'");
    expect(segments.map(segment => segment.element(4) || segment.component(1, 1))).toEqual(["O'BRIEN + 5 : 6 ?", '1']);
  });

  it('skips line ends, tabs, blanks, a byte order mark and a doubled terminator between segments', () => {
    expect(tags("\ufeff UNH+1' \r\n\tBGM+34''\n \nUNT+3+1' \u001a")).toEqual(['UNH', 'BGM', 'UNT']);
  });

  it('joins a file that is wrapped within its segments', () => {
    const { segments } = readSegments("UNH+1'BGM\n+34+X\r\n1'\nUN\nT+3+1'");
    expect(segments.map(segment => segment.tag)).toEqual(['UNH', 'BGM', 'UNT']);
    expect(segments[1]?.element(2)).toBe('X1');
  });

  it('trims blanks around values and reads lower case tags and codes', () => {
    const { segments } = readSegments("unh+1'loc+175+ AUMEL :139:6 'eqd+cn'");
    expect([segments[1]?.tag, segments[1]?.element(2), segments[2]?.code(1)]).toEqual(['LOC', 'AUMEL', 'CN']);
  });

  it('reads information separators, which level B allows without UNA', () => {
    expect(readSegments('UNB\u001dUNOB\u001f1\u001cUNH\u001d7\u001c').segments[1]?.element(1)).toBe('7');
  });

  it('takes up a new UNA between interchanges', () => {
    expect(readSegments("UNB+UNOA:2'UNZ+0+1'\nUNA;*.? ~UNB*UNOA;2~").segments[2]?.component(1, 1)).toBe('2');
  });

  it('says that a UNA with a lost character is none, and reads on', () => {
    const { segments, issues } = readSegments("UNA:+.? UNB+UNOA:2'");
    expect(segments.map(segment => segment.tag)).toEqual(['UNB']);
    expect(issues).toMatchObject([{ code: 'NOT_WELL_FORMED', severity: 'WARNING', position: { offset: 0 } }]);
  });

  it('warns of text that an unreleased terminator cut off, and of a missing last terminator', () => {
    const { issues } = readSegments("UNH+1'FTX+AAA+++O'BRIEN & SONS'UNT+3");
    expect(issues.map(issue => [issue.code, issue.position])).toEqual([
      ['NOT_WELL_FORMED', { kind: 'BYTE', offset: 18 }],
      ['NOT_WELL_FORMED', { kind: 'BYTE', offset: 31 }],
    ]);
  });

  it('counts bytes, not characters', () => {
    const text = "NAD+Í漢😀'UNT'";
    expect(readSegments(text).segments[1]?.byteOffset).toBe(14);
    expect(readSegments(text, { label: 'windows-1252', byteOrderMark: 0 }).segments[1]?.byteOffset).toBe(9);
    expect(readSegments(text, { label: 'utf-8', byteOrderMark: 3 }).segments[1]?.byteOffset).toBe(17);
  });

  it('stops at its limits with an error', () => {
    const limits = { segments: 2, elements: 4, characters: 1_000, issues: 1 };
    expect(readSegments("AAA'BBB'CCC'", undefined, limits)).toMatchObject({
      segments: { length: 2 },
      issues: [{ code: 'TOO_LARGE', severity: 'ERROR', position: { offset: 8 } }],
    });
    expect(readSegments("AAA+1+2+3+4+5+6'", undefined, limits).issues).toMatchObject([{ code: 'TOO_LARGE' }]);
  });

  it('stays linear on release characters, blanks and missing terminators', () => {
    // In quadratic time each would take minutes.
    for (const hostile of ['?', ' ', "?'", '+', "'", '\n'])
      expect(readSegments(`UNH+1+${hostile.repeat(1_000_000)}`).segments.length).toBeGreaterThan(0);
  });

  it('never throws, and every offset points at the tag of its segment', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "'",
        '+',
        ':',
        '?',
        '*',
        '\n',
        '\r',
        ' ',
        "UNA:+.?*'",
        'UNA',
        'UNB+UNOA:4',
        'UNH+1',
        'eqd',
        'UNT',
        'Í',
        '漢',
        '\ufeff',
      ),
      fc.string({ maxLength: 6, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = pieces.join('');
        for (const segment of readSegments(text).segments) {
          const unwrapped = text
            .slice(segment.offset)
            .replace(/[\r\n]+/g, '')
            .toUpperCase();
          expect(unwrapped.startsWith(segment.tag)).toBe(true);
          for (let i = 0; i < segment.elementCount; i++) segment.components(i);
          expect(segment.byteOffset).toBe(new TextEncoder().encode(text.slice(0, segment.offset)).length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
