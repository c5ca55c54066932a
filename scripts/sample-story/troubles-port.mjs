/** What does not go to plan at the terminals. Each function tells one trouble; STORY.md says which numbers show it. */
import { container } from './ids.mjs';
import { byId } from './lane.mjs';
import { plan } from './plan.mjs';
import { boxesOf, gateLine, moveLine, stackLine, tellGate, tellMoves, truck } from './story-port.mjs';
import { at, HOUR, MINUTE } from './times.mjs';
import { VOYAGES } from './voyages.mjs';

export function tellPortTroubles(journal) {
  gates(journal);
  transhipped(journal);
  duplicates(journal);
  strangers(journal);
  unreadable(journal);
}

/** Gates with a story: rolled box, wrong seal, an early reuse, a box that stays too long. */
function gates(journal) {
  const a12 = byId('A12');
  const [{ box: rolled }] = boxesOf([a12]);
  tellGate(journal, 'IN', 'CNTXG', [gateLine(a12, rolled, 'IN', at('09-18 16:45'))], {
    slug: 'a12',
    voyage: VOYAGES[a12.rolledFrom],
  });
  const a13 = byId('A13');
  const [{ box: resealed }] = boxesOf([a13]);
  tellGate(
    journal,
    'IN',
    'CNTXG',
    [gateLine(a13, resealed, 'IN', at('09-18 20:02'), { seals: [{ number: 'TJ778213' }] })],
    { slug: 'a13', voyage: VOYAGES[a13.voyage] },
  );
  const a01 = byId('A01');
  const [{ box: reused }] = boxesOf([a01]);
  tellGate(journal, 'OUT', 'SGSIN', [gateLine(a01, reused, 'OUT', at('09-18 10:26'))], { slug: 'a01' });
  tellGate(
    journal,
    'IN',
    'SGSIN',
    [
      {
        box: reused,
        time: at('09-22 15:40'),
        status: 'EXPORT',
        empty: true,
        gross: reused.tare,
        truck: truck('SGSIN', 'empty'),
      },
    ],
    { slug: 'empty-a01' },
  );
  tellGate(
    journal,
    'OUT',
    'SGSIN',
    [
      {
        box: reused,
        time: at('09-26 08:15'),
        status: 'EXPORT',
        empty: true,
        booking: byId('B03').booking,
        gross: reused.tare,
        truck: truck('SGSIN', 'empty2'),
      },
    ],
    { slug: 'empty-b03' },
  );
  const a10 = byId('A10');
  const [{ box: late }] = boxesOf([a10]);
  tellMoves(journal, 'DISCHARGE', 'SGSIN', VOYAGES['038S'], [moveLine(a10, late, 'DISCHARGE', at('10-01 13:14:15'))], {
    suffix: '-a10',
  });
  tellGate(journal, 'STACK', 'SGSIN', [stackLine(a10, late, at('10-01 14:37:43'))], { slug: 'a10' });
  tellGate(journal, 'OUT', 'SGSIN', [gateLine(a10, late, 'OUT', at('10-16 11:48'))], { slug: 'a10' });
}

/** A09: discharged at Port Klang in transhipment (8249 = 6), loaded on STRAITS LINK, discharged in Singapore. */
function transhipped(journal) {
  const one = byId('A09');
  const [{ box }] = boxesOf([one]);
  const onward = VOYAGES[one.onward];
  tellMoves(journal, 'DISCHARGE', 'MYPKG', VOYAGES[one.voyage], [
    moveLine(one, box, 'DISCHARGE', at('09-22 17:33'), { status: 'TRANSHIPMENT' }),
  ]);
  tellMoves(journal, 'LOAD', 'MYPKG', onward, [
    moveLine(one, box, 'LOAD', at('09-23 16:20'), { status: 'TRANSHIPMENT', from: 'MYPKG', declaration: undefined }),
  ]);
  tellMoves(journal, 'DISCHARGE', 'SGSIN', onward, [
    moveLine(one, box, 'DISCHARGE', at('09-24 19:05'), { from: 'MYPKG' }),
  ]);
  tellGate(journal, 'OUT', 'SGSIN', [gateLine(one, box, 'OUT', at('09-26 10:50'))], { slug: 'a09' });
}

/** A20: the same bytes twice; then once more as 1225 = 7 duplicate in another envelope; a load repeated as 35 retransmission. */
function duplicates(journal) {
  const one = byId('A20');
  const [{ box }] = boxesOf([one]);
  const line = gateLine(one, box, 'IN', plan(one).gateIn);
  const document = 'THTGI262020';
  const sent = plan(one).gateIn + 7 * MINUTE;
  tellGate(journal, 'IN', 'CNTXG', [line], { slug: 'a20', voyage: VOYAGES[one.voyage], document, at: sent });
  tellGate(journal, 'IN', 'CNTXG', [line], {
    slug: 'a20-again',
    voyage: VOYAGES[one.voyage],
    document,
    at: sent,
    arrives: sent + 35 * MINUTE,
  });
  tellGate(journal, 'IN', 'CNTXG', [line], {
    slug: 'a20-duplicate',
    voyage: VOYAGES[one.voyage],
    document,
    functionCode: '7',
    reference: 'THT20DUP',
    at: sent + 2 * HOUR,
  });
  tellMoves(journal, 'LOAD', 'CNTXG', VOYAGES[one.voyage], [moveLine(one, box, 'LOAD', plan(one).loaded)], {
    functionCode: '35',
    suffix: '-a20-retransmitted',
    at: plan(one).loaded + 9 * HOUR,
  });
}

/** Boxes that nobody announced: they stay unlinked. */
function strangers(journal) {
  const stranger = (serial, type) => ({ number: container('XLK', serial), type, seal: `XL${serial}`, tare: 2200 });
  const line = (box, place, time, way) => ({
    box,
    time,
    status: way === 'IN' ? 'EXPORT' : 'IMPORT',
    gross: 14200,
    truck: truck(place, box.number),
    seals: [{ number: box.seal }],
  });
  tellGate(journal, 'IN', 'CNTXG', [line(stranger(771203, '22G1'), 'CNTXG', at('09-25 14:31'), 'IN')], {
    slug: 'unknown-box',
  });
  tellGate(journal, 'OUT', 'SGSIN', [line(stranger(771286, '45G1'), 'SGSIN', at('10-20 09:55'), 'OUT')], {
    slug: 'unknown-box',
  });
  tellGate(journal, 'IN', 'CNQDG', [line(stranger(771347, '22G1'), 'CNQDG', at('11-02 18:07'), 'IN')], {
    slug: 'unknown-box',
  });
}

/** Two messages that no adapter reads: one cut off in transmission, one of a type that nobody speaks here. */
function unreadable(journal) {
  journal.tell({
    partner: 'qingdao-port',
    feed: 'port',
    at: at('10-20 23:12'),
    slug: 'coarri-quarantine-truncated',
    body: "UNA:+.? '\nUNB+UNOA:2+CNQDGQQT:ZZZ+MRDL:ZZZ+261020:2312+QQT99120'\nUNH+QQT9912001+COARRI:D:95B:UN:ITG13'\nBGM+46+QQTLD991204+9'\nTDT+20+042S+1++MRDL:172:182+++9V0MD1:103::MERIDIAN DAWN'\nLOC+9+CNQDG:139:6+QQT:TER:ZZZ'\nEQD+CN+MRDU30",
  });
  journal.tell({
    partner: 'qinzhou-port',
    feed: 'port',
    at: at('11-03 07:40'),
    slug: 'weather-quarantine-unknown-type',
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<BerthWeatherBulletin>\n  <Port>CNQZH</Port>\n  <Issued>2026-11-03T07:30:00+08:00</Issued>\n  <WindForce>6</WindForce>\n  <Visibility unit="NMI">4</Visibility>\n</BerthWeatherBulletin>\n',
  });
}
