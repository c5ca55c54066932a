import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInterchange } from './edifact-interchange.ts';
import { messageName, messageReference } from './edifact-message.ts';

const issuesOf = (text: string) => {
  const { issues, messages } = readInterchange(text);
  return [...issues, ...messages.flatMap(message => message.issues)].map(({ code, severity }) => `${severity} ${code}`);
};

describe('readInterchange', () => {
  it('splits messages and says who sent them', () => {
    const { messages, issues } = readInterchange(
      "UNB+UNOA:2+TERMINAL:ZZZ+LINE+260310:0815+REF1++++++1'UNH+7+CODECO:D:95B:UN'BGM+34'UNT+3+7'UNH+8'UNT+2+8'UNZ+2+REF1'",
    );
    expect(issues).toEqual([]);
    expect(messages.map(message => [messageReference(message), messageName(message), message.segments.length])).toEqual(
      [
        ['7', 'CODECO D.95B', 1],
        ['8', '', 0],
      ],
    );
    expect(messages[0]?.envelope).toEqual({
      sender: 'TERMINAL',
      recipient: 'LINE',
      preparedAt: '2603100815',
      reference: 'REF1',
      test: true,
    });
  });

  it.each([
    ['20260310:0815', '202603100815'],
    ['202603100815', '202603100815'],
    ['00260310:0815', '2603100815'],
    ['260310', '260310'],
    ['date:time', 'date'],
  ])('reads the preparation %s', (stated, preparedAt) => {
    const { messages } = readInterchange(`UNB+UNOA:2+A+B+${stated}+1'UNH+1'UNT+2+1'UNZ+1+1'`);
    expect(messages[0]?.envelope?.preparedAt).toBe(preparedAt);
  });

  it('takes messages without an envelope', () => {
    expect(issuesOf("UNH+1+CODECO:D:95B:UN'BGM+34'UNT+3+1'")).toEqual([]);
    expect(readInterchange("UNH+1'UNT+2+1'").messages[0]).not.toHaveProperty('envelope');
  });

  it('counts groups in UNZ where there are groups', () => {
    expect(issuesOf("UNB+UNOA:3+A+B+260310:0815+1'UNG+X'UNH+1'UNT+2+1'UNH+2'UNT+2+2'UNE+2+1'UNZ+1+1'")).toEqual([]);
  });

  it.each([
    ["UNH+1'BGM+34'UNT+99+1'", 'UNT'],
    ["UNB+UNOA:2+A+B+260310:0815+1'UNH+1'UNT+2+1'UNZ+5+1'", 'UNZ'],
    ["UNH+1'BGM+34'UNT'", 'UNT'],
  ])('warns of the wrong count in %s, and keeps the message', text => {
    expect(issuesOf(text)).toContain('WARNING COUNT_MISMATCH');
    expect(readInterchange(text).messages).toHaveLength(1);
  });

  it('warns of a UNT that quotes another message and of a missing UNZ', () => {
    expect(issuesOf("UNH+1'UNT+2+9'")).toEqual(['WARNING STRUCTURE']);
    expect(issuesOf("UNB+UNOA:2+A+B+260310:0815+1'UNH+1'UNT+2+1'")).toEqual(['WARNING STRUCTURE']);
  });

  it('refuses only the message that was cut off', () => {
    const { messages } = readInterchange("UNH+1'BGM+34'UNH+2'BGM+34'UNT+3+2'UNH+3'BGM+3");
    expect(messages.map(message => message.issues.map(issue => `${issue.severity} ${issue.code}`))).toEqual([
      ['ERROR STRUCTURE'],
      [],
      ['ERROR STRUCTURE', 'WARNING NOT_WELL_FORMED'],
    ]);
  });

  it('gives an issue of the syntax to the message in which it stands', () => {
    const { messages } = readInterchange("UNH+1'UNT+2+1'UNH+2'FTX+O'BRIEN & SONS'UNT+4+2'");
    expect(messages.map(message => message.issues.length)).toEqual([0, 1]);
  });

  it('reads several interchanges in one file', () => {
    const one = "UNB+UNOA:2+A+B+260310:0815+1'UNH+1'UNT+2+1'UNZ+1+1'";
    expect(issuesOf(`${one}\r\n${one}`)).toEqual([]);
    expect(readInterchange(one + one).messages).toHaveLength(2);
  });

  it('refuses what has no message at all, and warns once of what stands outside', () => {
    expect(issuesOf("UNB+UNOA:2+A+B+260310:0815+1'UNZ+0+1'")).toEqual(['ERROR STRUCTURE']);
    expect(issuesOf("BGM+34'EQD+CN'UNH+1'UNT+2+1'")).toEqual(['WARNING STRUCTURE']);
  });

  it('never throws, whatever the order of the service segments', () => {
    const segment = fc.constantFrom(
      "UNB+UNOA:2'",
      "UNG'",
      "UNH+1'",
      'BGM+34',
      "UNT+2+1'",
      "UNE'",
      "UNZ+1'",
      "EQD+CN'",
      "'",
      '?',
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 30 }), segments => {
        const { messages } = readInterchange(segments.join(''));
        for (const message of messages) expect(message.header.tag).toBe('UNH');
      }),
    );
  });
});
