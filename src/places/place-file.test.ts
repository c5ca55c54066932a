import { expect, test } from 'vitest';
import { readPlaceFile } from './place-file.ts';

const read = (text: string) => readPlaceFile(text, 'own.yaml');

test('a file of places is the whole of what its source knows', () => {
  const text = `source: operator
places:
  - id: my-terminal
    kind: TERMINAL
    name: My Terminal
    parents: [{ id: 'UNLOCODE:CNTXG', from: '2024-01-01' }]
    codes: [{ scheme: SMDG, value: MYT }]
`;
  expect(read(text)).toEqual({
    source: 'operator',
    entries: [
      {
        id: 'my-terminal',
        kind: 'TERMINAL',
        name: 'My Terminal',
        parents: [{ id: 'UNLOCODE:CNTXG', from: '2024-01-01' }],
        codes: [{ scheme: 'SMDG', value: 'MYT' }],
      },
    ],
  });
});

test.each([
  ['source: a\nplaces:\n  - id: my-terminal\n    kind: HARBOUR\n', 'own.yaml:4: places.0.kind'],
  ['source: a\nplaces:\n  - id: my-terminal\n    kid: PORT\n', 'own.yaml:3: places.0'],
  [
    'source: a\nplaces:\n  - id: t\n    codes:\n      - { scheme: SMDG, value: A, to: tomorrow }\n',
    'own.yaml:5: places.0.codes.0.to',
  ],
  ['source: a\nplaces:\n  - id: t\n    timeZone: Asia/Nowhere\n', 'own.yaml:4: places.0.timeZone'],
  ['source: a\nplaces: [\n', 'own.yaml:'],
  ['places: []\n', 'own.yaml:1: source'],
])('what is wrong is refused with its line (%#)', (text, message) => {
  expect(() => read(text)).toThrow(message);
});
