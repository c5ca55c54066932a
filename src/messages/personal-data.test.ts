import { expect, test } from 'vitest';
import type { Fact } from './fact.ts';
import { joinPersonal, splitPersonal } from './personal-data.ts';

const note = {
  kind: 'RAIL_NOTE',
  position: { byte: 0 },
  references: [],
  issues: [],
  number: '24061234',
  noteType: 'SMGS',
  parties: [
    {
      role: 'CONSIGNEE',
      name: 'Otto Beispielmann',
      address: 'Hafenstrasse 12, Duisburg',
      country: 'DE',
      identifiers: [
        { scheme: 'TAX', value: '12/345/67890' },
        { scheme: 'EORI', value: 'DE1234567' },
      ],
    },
  ],
} as unknown as Fact;

test('name, address and tax number go; role, country and the numbers that authorities know stay', () => {
  const { kept } = splitPersonal(note);
  expect(kept).toMatchObject({
    number: '24061234',
    parties: [{ role: 'CONSIGNEE', country: 'DE', identifiers: [{ scheme: 'EORI', value: 'DE1234567' }] }],
  });
  for (const gone of ['Otto', 'Hafenstrasse', '12/345']) expect(JSON.stringify(kept)).not.toContain(gone);
});

test('both parts give the fact again', () => {
  expect(joinPersonal(splitPersonal(note))).toEqual(note);
});

test('a fact without personal data is kept as it is', () => {
  const bare = { ...note, parties: [] } as Fact;
  expect(splitPersonal(bare)).toEqual({ kept: bare, personal: undefined });
});
