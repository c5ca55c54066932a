import { describe, expect, it } from 'vitest';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';
import { inventoryLinkingMovementAdapter } from './inventory-linking-movement.ts';

function movement(code: string, inner: string, root = 'inventoryLinkingMovementRequest'): string {
  return `<?xml version="1.0"?>\n<inv:${root} xmlns:inv="http://gov.uk/customs/inventoryLinking/v1"><inv:messageCode>${code}</inv:messageCode>${inner.replace(/<(\/?)(?=\w)/g, '<$1inv:')}</inv:${root}>`;
}

const UCR = '<ucrBlock><ucr>3GB427168118378-2705D</ucr><ucrType>D</ucrType></ucrBlock>';
const ARRIVAL =
  '<goodsLocation>GBAUBELBFSBEL</goodsLocation><goodsArrivalDateTime>2023-05-25T19:55:00Z</goodsArrivalDateTime><movementReference>M35</movementReference>';

function read(text: string) {
  const glance = glanceAt(text);
  expect(inventoryLinkingMovementAdapter.recognises(glance)).toBe(true);
  return inventoryLinkingMovementAdapter.read(glance, PROFILE).parts[0];
}

describe('an inventory linking movement', () => {
  it('is one event that quotes the UCR alone', () => {
    const part = read(movement('EAL', UCR + ARRIVAL));
    expect(part).toEqual({
      reference: 'M35',
      issues: [],
      facts: [
        {
          kind: 'EVENT',
          position: { kind: 'XPATH', path: '/inventoryLinkingMovementRequest', line: 2, column: 1 },
          references: [{ scheme: 'UCR_D', value: '3GB427168118378-2705D' }],
          type: 'GOODS_ARRIVED',
          classifier: 'ACT',
          subject: 'GOODS',
          time: {
            raw: '2023-05-25T19:55:00Z',
            instant: '2023-05-25T19:55:00.000Z',
            zoneSource: 'EXPLICIT',
            precision: 'SECOND',
          },
          place: {
            codes: [
              { scheme: 'GOODS_LOCATION', value: 'GBAUBELBFSBEL' },
              { scheme: 'UNLOCODE', value: 'GBBEL' },
            ],
            country: 'GB',
          },
          rawCode: 'EAL',
        },
      ],
    });
  });

  it('departs on its means, at the departure time', () => {
    const departure =
      '<goodsDepartureDateTime>2023-05-26T20:25:00Z</goodsDepartureDateTime><transportDetails><transportID>11CSCLGLOBE</transportID><transportMode>1</transportMode></transportDetails>';
    expect(read(movement('EDL', UCR + ARRIVAL + departure))?.facts).toMatchObject([
      { type: 'GOODS_DEPARTED', time: { raw: '2023-05-26T20:25:00Z' }, conveyance: { mode: 'SEA', name: 'CSCLGLOBE' } },
    ]);
  });

  it('is anticipated: an estimate', () => {
    expect(read(movement('EAA', UCR + ARRIVAL))?.facts).toMatchObject([
      { type: 'GOODS_ARRIVAL_ANTICIPATED', classifier: 'EST' },
    ]);
  });

  it('closes a master UCR, also in a consolidation request', () => {
    const closing = '<masterUCR>GB/ABCD-1</masterUCR><goodsArrivalDateTime>2023-05-26T08:00:00Z</goodsArrivalDateTime>';
    const part = read(movement('CST', closing, 'inventoryLinkingConsolidationRequest'));
    expect(part?.facts).toMatchObject([
      { type: 'MASTER_CLOSED', references: [{ scheme: 'UCR_M', value: 'GB/ABCD-1' }] },
    ]);
  });

  it('quotes a UCR of type M as master, and the master beside a declaration UCR', () => {
    const both = read(movement('EAL', `${UCR}<masterUCR>GB/ABCD-1</masterUCR>${ARRIVAL}`));
    expect(both?.facts[0]?.references.map(({ scheme }) => scheme)).toEqual(['UCR_D', 'UCR_M']);
    const master = read(movement('EAL', UCR.replace('>D<', '>M<') + ARRIVAL));
    expect(master?.facts[0]?.references).toEqual([{ scheme: 'UCR_M', value: '3GB427168118378-2705D' }]);
  });

  it.each([
    ['an unknown code', movement('EAC', UCR + ARRIVAL), 'CODE_UNKNOWN'],
    ['no UCR', movement('EAL', ARRIVAL), 'STRUCTURE'],
    ['no time', movement('EAL', UCR), 'STRUCTURE'],
    ['an unreadable time', movement('EAL', UCR + ARRIVAL.replace('2023-05-25', '2023-13-45')), 'STRUCTURE'],
  ])('is refused for %s', (_, text, code) => {
    const part = read(text);
    expect(part?.facts).toEqual([]);
    expect(part?.issues[0]).toMatchObject({ code, severity: 'ERROR' });
  });

  it('refuses every truncation without throwing', () => {
    for (const cut of prefixesOf(movement('EAL', UCR + ARRIVAL)))
      expect(inventoryLinkingMovementAdapter.read(glanceAt(cut), PROFILE).parts[0]?.issues[0]?.severity).toBe('ERROR');
  });
});
