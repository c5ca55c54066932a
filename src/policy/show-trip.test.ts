import { expect, test } from 'vitest';
import { judgeFacts } from '../consignment/effective-facts.ts';
import { at, bill, booking, box, event, known } from '../consignment/fact.fixture.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { agreementWith, grantOf } from './agreement.fixture.ts';
import { showSlice } from './show-consignment.ts';
import { ViewerPolicy } from './viewer-policy.ts';

const boxes = { equipment: [box('CSQU3054383')] };
const placed = (...facts: readonly KnownFact[]) =>
  judgeFacts(facts).map(each => ({ ...each, match: { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|A' } }));
const { consignment } = projectConsignment(
  placed(
    known(bill('A', { issuedAt: at('2026-03-01'), ...boxes }), 'carrier'),
    known(event('LOAD', '2026-03-05', { equipment: box('CSQU3054383') }), 'terminal'),
  ),
  {
    next: placed(
      known(booking('K', { requestedAt: at('2026-05-01'), ...boxes }), 'rival'),
      known(bill('Z', { issuedAt: at('2026-06-01'), ...boxes }), 'carrier'),
    ),
  },
);

/** The window as a reader sees it to whom these origins show everything. */
function windowFor(...granting: readonly string[]) {
  const agreements = granting.map(from =>
    agreementWith({ id: from, from, to: ['reader'], grants: [grantOf('g', 'Consignment', ['*'])] }),
  );
  const keyed = (_key: string, text: string) => text;
  const policy = new ViewerPolicy({ partner: 'reader', accessKeys: [] }, agreements, { digest: '', keyed });
  const decisionsOf = (origin: string) => policy.decisions(origin, undefined);
  const shown = showSlice('consignment', consignment, ['carrier', 'terminal'], { decisionsOf, keyed });
  const [use] = shown.equipmentUses;
  return [use?.opened?.by, use?.closed?.by];
}

test('a trip begins and ends by the words of those alone who let it be told, also what began the next one', () => {
  expect(windowFor('carrier', 'terminal', 'rival')).toEqual(['LOAD', 'BOOKING']);
  expect(windowFor('carrier', 'terminal')).toEqual(['LOAD', 'TRANSPORT_DOCUMENT']);
  expect(windowFor('carrier')).toEqual(['TRANSPORT_DOCUMENT', 'TRANSPORT_DOCUMENT']);
  expect(windowFor('terminal')).toEqual(['LOAD', undefined]);
});
