import { expect, test } from 'vitest';
import type { GraphView } from './graph-view.ts';
import { partnerPart } from './partner-part.ts';

test('a control is known by the partner that made it, whichever of its offices did: so does the register of recognised customs', () => {
  const inspection = {
    origin: 'sg-customs',
    authority: 'SGSIN01',
    method: 'NII_H986',
    result: 'CONFORMING',
    equipment: ['MRDU4001153'],
  };
  const view = { document: { partner: { partnerRecords: [], inspections: [inspection] } }, direction: 'EXPORT' };
  const { inspections } = partnerPart(view as unknown as GraphView, undefined);
  expect(inspections).toMatchObject([{ customs: 'sg-customs', container: 'MRDU4001153' }]);
});
