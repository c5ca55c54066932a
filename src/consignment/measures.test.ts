import { describe, expect, test } from 'vitest';
import type { Fact } from '../messages/fact.ts';
import { answer, at, bill, box, declaration, event, known } from './fact.fixture.ts';
import { measuresOf } from './measures.ts';
import { placed } from './place-facts.fixture.ts';
import { projectConsignment } from './project-consignment.ts';

const place = (value: string) => ({ codes: [{ scheme: 'UNLOCODE', value }] }) as const;
const measured = (...said: readonly (readonly [string, Fact])[]) =>
  measuresOf(projectConsignment(placed(...said.map(([origin, fact]) => known(fact, origin)))));

describe('what an origin may count rests on its own words', () => {
  const loaded = event('LOAD', '2026-03-03', { equipment: box('B1', { sizeType: '22G1' }), place: place('CNTXG') });
  const shipped = bill('A', { equipment: [box('B1', { sizeType: '45G1' })], destination: place('SGSIN') });

  test('the place of a port, the size of a box and the other end of the trade', () => {
    const all = measured(['terminal', loaded], ['carrier', shipped]);
    const of = (origin: string) => all.filter(each => each.origin === origin && each.kind === 'THROUGHPUT_TEU');
    expect(of('hub')).toMatchObject([{ port: 'CNTXG', partnerCountry: 'SG' }]);
    expect(of('terminal')).toMatchObject([{ port: 'CNTXG', partnerCountry: '', value: '1' }]);
    expect(of('carrier')).toEqual([]);
  });

  test('what another answered about its declaration', () => {
    const lodged = declaration('D', { lodgedAt: at('2026-03-01'), direction: 'EXPORT' });
    const released = answer('08', { number: 'D', issuedAt: at('2026-03-02') });
    const alone = measured(['broker', lodged]).filter(each => each.origin === 'broker');
    const all = measured(['broker', lodged], ['customs', released]);
    expect(all.filter(each => each.origin === 'broker')).toEqual(alone);
    expect(all.filter(each => each.origin === 'hub' && each.kind === 'DECLARATION')).toMatchObject([
      { label: 'RELEASED' },
    ]);
    expect(all.filter(each => each.origin === 'customs' && each.kind === 'DECLARATION')).toMatchObject([
      { label: 'RELEASED', direction: '' },
    ]);
  });
});
