import { describe, expect, it } from 'vitest';
import { TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { copinoAdapter } from './edifact-copino.ts';
import { changed, DELIVERY_NOTICE, reader } from './edifact-orders.fixture.ts';

const { facts, events, issues } = reader(copinoAdapter);

describe('a delivery notice', () => {
  it('is a planned gate-in with its truck', () => {
    expect(issues(DELIVERY_NOTICE)).toEqual([]);
    expect(facts(DELIVERY_NOTICE)).toMatchObject([
      {
        kind: 'EVENT',
        type: 'GATE_IN',
        classifier: 'PLN',
        subject: 'EQUIPMENT',
        time: { instant: '2026-03-10T02:30:00.000Z' },
        place: { codes: [{ value: 'CNQDG' }, { scheme: 'SMDG', value: 'QQCTU' }] },
        conveyance: { mode: 'ROAD', plate: 'LU-B12345', carrier: 'LUTRANS' },
        movement: 'EXPORT',
        equipment: { number: 'CSQU3054383', grossMass: { value: '18100', unit: 'KGM' } },
        references: [
          { scheme: 'CONTAINER', value: 'CSQU3054383' },
          { scheme: 'BOOKING', value: 'COSU6123456780' },
          { scheme: 'VEHICLE', value: 'LU-B12345' },
        ],
        key: 'COPINO/GATE_IN/CSQU3054383/PRE2026031000077',
      },
    ]);
  });

  it('can be of a train or a barge', () => {
    const text = changed(DELIVERY_NOTICE, 'TDT', 'TDT+1+X9012+2+25+LSR:172:ZZZ');
    expect(events(text)[0]).toMatchObject({ conveyance: { mode: 'RAIL', journey: 'X9012' } });
    expect(events(text)[0]?.references).toContainEqual({ scheme: 'TRAIN', value: 'X9012' });
  });
});

describe('which way the box goes', () => {
  it.each([
    ['171', 'GATE_OUT'],
    ['405', 'GATE_IN'],
    ['663', 'GATE_IN'],
  ])('document name %s is %s', (code, type) => {
    expect(events(changed(DELIVERY_NOTICE, 'BGM', `BGM+${code}+X12345+9`))[0]?.type).toBe(type);
  });

  it('is told by the status of the box where the document name does not, in doubt', () => {
    const text = changed(DELIVERY_NOTICE, 'BGM', 'BGM+661+X12345+9');
    expect(events(text)[0]?.type).toBe('GATE_IN');
    expect(issues(text)).toEqual(['WARNING CODE_UNKNOWN']);
    expect(events(text.replace('++2+5', '++3+5'))[0]?.type).toBe('GATE_OUT');
    expect(issues(text.replace('++2+5', '+++5'))).toEqual(['ERROR CODE_UNKNOWN']);
  });

  it('is as the partner maps it', () => {
    const mapped = reader(copinoAdapter, { ...TERMINAL_PROFILE, codes: { documentName: { '661': 'GATE_OUT' } } });
    expect(mapped.events(changed(DELIVERY_NOTICE, 'BGM', 'BGM+661+X12345+9'))[0]?.type).toBe('GATE_OUT');
  });
});

it('takes back a notice, and moves one', () => {
  expect(facts(changed(DELIVERY_NOTICE, 'BGM', 'BGM+405+PRE2026031000077+1'))).toMatchObject([
    { kind: 'RETRACTION', target: { key: 'COPINO/GATE_IN/CSQU3054383/PRE2026031000077' } },
  ]);
  expect(events(changed(DELIVERY_NOTICE, 'BGM', 'BGM+405+PRE2026031000077+4'))[0]?.revision).toBe(1);
});

it('never quotes a placeholder for a plate', () => {
  const text = DELIVERY_NOTICE.replace('LU-B12345', 'UNKNOWN');
  expect(events(text)[0]?.references.some(({ scheme }) => scheme === 'VEHICLE')).toBe(false);
});

it('returns for every prefix of a notice', () => {
  for (let end = 4; end <= DELIVERY_NOTICE.length; end++) {
    expect(facts(DELIVERY_NOTICE.slice(0, end)).length).toBe(end >= DELIVERY_NOTICE.indexOf('UNT') + 3 ? 1 : 0);
  }
});
