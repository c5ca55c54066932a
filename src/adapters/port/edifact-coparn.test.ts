import { describe, expect, it } from 'vitest';
import { glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { coparnAdapter } from './edifact-coparn.ts';
import { changed, RELEASE_ORDER, reader } from './edifact-orders.fixture.ts';

const { facts, events, issues } = reader(coparnAdapter);

describe('a release order', () => {
  it('is the booking, and what is released for it', () => {
    expect(facts(RELEASE_ORDER).map(fact => fact.kind)).toEqual(['BOOKING', 'EVENT']);
    expect(issues(RELEASE_ORDER)).toEqual([]);
  });

  it('confirms the booking with its voyage, ports, shipper and goods', () => {
    expect(facts(RELEASE_ORDER)[0]).toEqual({
      kind: 'BOOKING',
      mode: 'SEA',
      number: 'COSU6123456780',
      carrier: 'COS',
      function: 'CONFIRM',
      origin: { codes: [{ scheme: 'UNLOCODE', value: 'CNQDG' }] },
      destination: { codes: [{ scheme: 'UNLOCODE', value: 'DEHAM' }] },
      plannedDeparture: expect.objectContaining({ instant: '2026-03-15T10:00:00.000Z' }),
      journey: '018W',
      wagons: [],
      equipment: [],
      parties: [
        { role: 'CARRIER', identifiers: [{ scheme: 'OTHER', value: 'COS' }] },
        { role: 'CONSIGNOR', name: 'CHONGQING TOOLS LTD', identifiers: [] },
      ],
      items: [{ sequence: 1, description: 'HAND TOOLS' }],
      position: { kind: 'BYTE', offset: RELEASE_ORDER.indexOf('EQD'), segment: 'EQD', index: 10 },
      references: [
        { scheme: 'BOOKING', value: 'COSU6123456780', issuer: 'COS' },
        { scheme: 'VOYAGE', value: 'IMO:9776171/018W' },
      ],
      key: 'COPARN/COS/COSU6123456780/REL2026031000021',
      revision: 0,
      updatedAt: expect.objectContaining({ raw: '202603100930' }),
    });
  });

  it('releases boxes that have no number yet', () => {
    expect(events(RELEASE_ORDER)[0]).toMatchObject({
      type: 'AVAILABLE_FOR_PICK_UP',
      classifier: 'PLN',
      subject: 'BOOKING',
      time: { raw: '202603110800' },
      place: { codes: [{ value: 'CNQDG' }, { scheme: 'TERMINAL', value: 'QDDEP' }] },
      movement: 'EXPORT',
      remarks: '2 × 45G1 empty; HAND TOOLS',
    });
    expect(events(RELEASE_ORDER)[0]).not.toHaveProperty('equipment');
  });

  it('releases a box that is named', () => {
    const text = RELEASE_ORDER.replace('EQD+CN++', 'EQD+CN+CSQU3054383+');
    expect(events(text)[0]).toMatchObject({
      subject: 'EQUIPMENT',
      equipment: { number: 'CSQU3054383', fullness: 'EMPTY' },
      key: 'COPARN/AVAILABLE_FOR_PICK_UP/CSQU3054383/REL2026031000021',
    });
    expect(facts(text)[0]).toMatchObject({
      equipment: [{ number: 'CSQU3054383' }],
      items: [{ equipment: ['CSQU3054383'] }],
      references: [{ scheme: 'BOOKING' }, { scheme: 'CONTAINER', value: 'CSQU3054383' }, { scheme: 'VOYAGE' }],
    });
  });
});

describe('other orders', () => {
  it.each([
    ['11', 'AVAILABLE_FOR_DROP_OFF'],
    ['126', 'AVAILABLE_FOR_DROP_OFF'],
    ['170', 'AVAILABLE_FOR_DROP_OFF'],
    ['108', 'AVAILABLE_FOR_PICK_UP'],
    ['129', 'AVAILABLE_FOR_PICK_UP'],
    ['690', 'AVAILABLE_FOR_PICK_UP'],
    ['27', 'GATE_IN'],
    ['104', 'GATE_IN'],
  ])('document name %s is %s', (code, type) => {
    expect(events(changed(RELEASE_ORDER, 'BGM', `BGM+${code}+X12345+9`)).map(event => event.type)).toEqual([type]);
  });

  it('keep their booking where nobody knows what they order, and are refused without one', () => {
    const text = changed(RELEASE_ORDER, 'BGM', 'BGM+999+X12345+9');
    expect(facts(text).map(fact => fact.kind)).toEqual(['BOOKING']);
    expect(issues(text)).toEqual(['WARNING CODE_UNKNOWN']);
    const bare = text.replaceAll(/RFF\+BN[^']*'/g, '');
    expect(facts(bare)).toEqual([]);
    expect(issues(bare)).toContain('ERROR CODE_UNKNOWN');
    const mapped = reader(coparnAdapter, { ...TERMINAL_PROFILE, codes: { documentName: { '999': 'GATE_IN' } } });
    expect(mapped.events(text)[0]?.type).toBe('GATE_IN');
  });

  it('make one booking of each number', () => {
    const second = "EQD+CN+CSQU3054383+22G1+++5'RFF+BN:COSU7000000001'DTM+201:202603110900:203'CNT";
    const bookings = facts(RELEASE_ORDER.replace('CNT', second)).filter(fact => fact.kind === 'BOOKING');
    expect(bookings).toMatchObject([
      { number: 'COSU6123456780', equipment: [] },
      { number: 'COSU7000000001', equipment: [{ number: 'CSQU3054383' }] },
    ]);
  });
});

describe('corrections', () => {
  it('change the booking under the same key', () => {
    expect(facts(changed(RELEASE_ORDER, 'BGM', 'BGM+12+REL2026031000021+5'))).toMatchObject([
      { kind: 'BOOKING', function: 'CHANGE', revision: 1, key: 'COPARN/COS/COSU6123456780/REL2026031000021' },
      { kind: 'EVENT', revision: 1 },
    ]);
  });

  it('take back what a cancelled order said, and do not cancel the booking', () => {
    const said = facts(RELEASE_ORDER);
    const taken = facts(changed(RELEASE_ORDER, 'BGM', 'BGM+12+REL2026031000021+1'));
    expect(taken.map(fact => fact.kind)).toEqual(['RETRACTION', 'RETRACTION']);
    expect(taken.map(fact => fact.kind === 'RETRACTION' && fact.target.key)).toEqual(said.map(fact => fact.key));
  });

  it('mend a time that is none only by being sent again', () => {
    expect(issues(RELEASE_ORDER.replace('DTM+201:202603110800', 'DTM+201:SOON'))).toContain('ERROR VALUE');
  });
});

it('does not take a placeholder for a booking', () => {
  const text = RELEASE_ORDER.replaceAll('BN:COSU6123456780', 'BN:UNKNOWN');
  expect(facts(text).map(fact => fact.kind)).toEqual(['EVENT']);
});

it('returns for every prefix of an order', () => {
  expect(coparnAdapter.recognises(glanceAt(RELEASE_ORDER))).toBe(true);
  for (let end = 4; end <= RELEASE_ORDER.length; end++) {
    expect(facts(RELEASE_ORDER.slice(0, end)).length).toBe(end >= RELEASE_ORDER.indexOf('UNT') + 3 ? 2 : 0);
  }
});
