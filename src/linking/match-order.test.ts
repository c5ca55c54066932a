import { expect, test } from 'vitest';
import { at, bill, box, declaration, event, known, refs } from '../consignment/fact.fixture.ts';
import type { EventFact } from '../messages/fact.ts';
import { linkFacts } from './link-facts.ts';

const [ONE, TWO] = ['CSQU3054383', 'MSKU9065559'];
/** A in spring and Z in summer use one box; Z has a second, sealed one, and sails on a voyage; M has houses of its own. */
const KNOWN = [
  bill('A', { issuedAt: at('2026-03-01'), equipment: [box(ONE)], references: refs('UCR_D UA') }),
  bill('Z', { issuedAt: at('2026-06-01'), equipment: [box(ONE)], references: refs('UCR_D UZ', 'VOYAGE IMO:1/1E') }),
  bill('Y', { issuedAt: at('2026-06-01'), equipment: [box(TWO, { seals: [{ number: 'SY' }] })] }),
  bill('H1', { master: { number: 'M' }, issuedAt: at('2025-01-01'), equipment: [box(ONE)] }),
  bill('H2', { master: { number: 'M' }, issuedAt: at('2025-01-01'), equipment: [box('TEMU1234565')] }),
  declaration('DA', { references: refs('BL A') }),
];

function placed(told: EventFact): string {
  const { consignments, unlinked } = linkFacts([told, ...KNOWN].map(fact => known(fact)));
  const of = consignments.flatMap(({ name, facts }) =>
    facts.filter(each => each.known.fact === told).map(({ match }) => `${name} by ${match.rule} ${match.confidence}`),
  );
  return unlinked.some(each => each.known.fact === told) ? 'unlinked' : of.join(', ');
}

const on = (time: string, number: string | undefined, ...quoted: readonly string[]) =>
  event('INSPECTED', time, { ...(number && { equipment: box(number) }), references: refs(...quoted) });

/** Each fact could be placed by every way below its own as well, and elsewhere: law 2.3 says which way counts. */
test.each([
  [
    '1 document number',
    on('2026-06-01', ONE, 'BL A', 'UCR_D UA', 'VOYAGE IMO:1/1E'),
    'BL|A by DOCUMENT_NUMBER ASSERTED',
  ],
  ['1 declaration number', on('2026-06-01', ONE, 'DECLARATION DA'), 'BL|A by DOCUMENT_NUMBER ASSERTED'],
  ['2 UCR', on('2026-06-01', ONE, 'UCR_D UA', 'VOYAGE IMO:1/1E'), 'BL|A by UCR ASSERTED'],
  ['3 box and bill', on('2026-06-01', ONE, 'BL M', 'VOYAGE IMO:1/1E'), 'BL|H1 by EQUIPMENT_AND_DOCUMENT DERIVED'],
  ['4 box and voyage', on('2026-03-01', ONE, 'VOYAGE IMO:1/1E', 'SEAL SY'), 'BL|Z by EQUIPMENT_AND_VOYAGE DERIVED'],
  ['5 box and time', on('2026-03-01', ONE, 'SEAL SY'), 'BL|A by EQUIPMENT_AND_TIME DERIVED'],
  ['6 seal and time', on('2026-06-01', undefined, 'SEAL SY'), 'BL|Y by SEAL_AND_TIME DERIVED'],
  ['7 nothing', on('2026-06-01', 'HLXU2008419'), 'unlinked'],
])('%s', (_way, told, expected) => {
  expect(placed(told)).toBe(expected);
});
