import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadPart } from '../adapter.ts';
import { messageReference } from './edifact-message.ts';
import { readMessages } from './edifact-parts.ts';

const segments = fc.constantFrom(
  "UNA:+.? '",
  "UNB+UNOA:2+A+B+260101:0900+1'",
  "UNH+1+CODECO:D:95B:UN'",
  "UNH+2+CODECO:D:95B:UN'",
  "BGM+34+X+9'",
  "FTX+AAA+++O'BRIEN & SONS'",
  "UNT+3+1'",
  "UNT+9+7'",
  "UNZ+1+1'",
  "UNG+1'",
  'UNT+2',
);

/** Issues of a part may come with its first message or its last: the parts and the issues must be the same ones. */
function told(parts: Iterable<ReadPart>) {
  const all = [...parts];
  return {
    references: all.map(part => part.reference),
    refused: all.map(part => part.issues.some(issue => issue.severity === 'ERROR')),
    issues: all.flatMap(part => part.issues.map(issue => JSON.stringify(issue))).sort(),
  };
}

test('parts in turn are the parts of the whole, with the same issues', () => {
  fc.assert(
    fc.property(fc.array(segments, { maxLength: 25 }), texts => {
      const glance = { format: 'EDIFACT', text: texts.join('') } as const;
      const read = readMessages('CODECO', glance, message => [
        { reference: messageReference(message) ?? '', facts: [], issues: message.issues },
      ]);
      expect(told(read.inTurn?.() ?? [])).toEqual(told(read.parts));
    }),
    { numRuns: 2_000 },
  );
});
