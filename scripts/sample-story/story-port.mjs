/** Boxes at the terminals: gate in, load, discharge, gate out, as each terminal sends them. */
import { fnv } from './ids.mjs';
import { CONSIGNMENTS, masterBill } from './lane.mjs';
import { PLACES } from './places.mjs';
import { plan, seaFrom, seaTo } from './plan.mjs';
import { coarri, codeco } from './port-messages.mjs';
import { MINUTE } from './times.mjs';
import { wagonOf } from './trains.mjs';
import { VOYAGES } from './voyages.mjs';

/** Tianjin, Qingdao and Qinzhou speak D.95B and call signs; Singapore and Klang D.00B and IMO numbers. */
export const dialect = place =>
  place.startsWith('CN') ? { release: '95B', byImo: false } : { release: '00B', byImo: true };
const partnerOf = place => PLACES[place].port;

/** The boxes of consignments, once each: a groupage box carries several. */
export function boxesOf(all) {
  const seen = new Map();
  for (const one of all)
    for (const held of one.boxes) if (!seen.has(held.number)) seen.set(held.number, { one, box: held });
  return [...seen.values()];
}

/** Registration plates. EDIFACT UNOA has no Chinese characters: the terminals write the province in Latin letters. */
const PLATES = { CNTXG: 'JINC', CNQDG: 'LUB', CNQZH: 'GUIN', SGSIN: 'XE', MYPKG: 'BQK' };
export const truck = (place, number) => `${PLATES[place]}${(fnv(`${place}${number}`) % 90000) + 10000}`;

/** Gross mass of a box: itself and the goods in it, of all who share it. */
export const massOf = (one, box) => {
  const mates = one.lcl ? CONSIGNMENTS.filter(other => other.lcl === one.lcl) : [one];
  return (
    box.tare +
    mates
      .flatMap(mate => mate.items)
      .filter(item => item.box.number === box.number)
      .reduce((sum, item) => sum + item.gross, 0)
  );
};

const common = (one, box) => ({
  box,
  gross: massOf(one, box),
  ...(one.dangerous ? { dangerous: one.dangerous } : {}),
  ...(box.type === '45R1' ? { temperature: one.items[0].hs.startsWith('03') ? -18 : 2 } : {}),
});

export function gateLine(one, box, way, time, extra = {}) {
  const isIn = way === 'IN';
  const place = isIn ? seaFrom(one) : seaTo(one);
  const byRail = (isIn && one.mode === 'RAIL_SEA') || (!isIn && one.mode === 'SEA_RAIL');
  return {
    ...common(one, box),
    time,
    status: isIn ? 'EXPORT' : 'IMPORT',
    vgm: isIn,
    ...(isIn ? { booking: one.booking, from: place, to: seaTo(one) } : { bill: masterBill(one), from: seaFrom(one) }),
    seals: [{ number: box.seal }],
    ...(byRail ? { wagon: wagonOf(box) } : { truck: truck(place, box.number) }),
    ...extra,
  };
}

export function tellGate(journal, way, place, lines, options = {}) {
  const sent = options.at ?? Math.max(...lines.map(line => line.time)) + 7 * MINUTE;
  const document = `${PLACES[place].terminal}${{ IN: 'GI', OUT: 'GO', STACK: 'ST' }[way]}${String(fnv(options.slug + sent) % 1e6).padStart(6, '0')}`;
  journal.tell({
    partner: partnerOf(place),
    feed: 'port',
    at: sent,
    arrives: options.arrives,
    hold: options.hold,
    slug: `codeco-${way === 'STACK' ? 'stack' : `gate-${way.toLowerCase()}`}-${options.slug}`,
    body: codeco({
      way,
      place,
      at: sent,
      document,
      voyage: options.voyage,
      functionCode: options.functionCode,
      reference: options.reference,
      ...dialect(place),
      lines,
      ...(options.document ? { document: options.document } : {}),
    }),
  });
}

/** Numbered cells bay, row, tier as ISO 9711 writes them: BBBRRTT. */
const cell = number =>
  `0${String(10 + (fnv(number) % 30)).padStart(2, '0')}${String(fnv(`r${number}`) % 12).padStart(2, '0')}${String(2 + 2 * (fnv(`t${number}`) % 5)).padStart(2, '0')}`;

export function moveLine(one, box, move, time, extra = {}) {
  const load = move === 'LOAD';
  return {
    ...common(one, box),
    time,
    status: load ? 'EXPORT' : 'IMPORT',
    cell: cell(box.number),
    from: seaFrom(one),
    to: seaTo(one),
    booking: load ? one.booking : undefined,
    bill: masterBill(one),
    // A groupage box has a declaration for each house: the terminal names none.
    declaration: load && one.from.startsWith('CN') && !one.lcl ? one.exportNumber : undefined,
    seals: [{ number: box.seal }],
    ...extra,
  };
}

export function tellMoves(journal, move, place, voyage, lines, options = {}) {
  const sent = options.at ?? Math.max(...lines.map(line => line.time)) + 25 * MINUTE;
  const document = `${PLACES[place].terminal}${move === 'LOAD' ? 'LD' : 'DC'}${String(fnv(voyage.number + place + (options.suffix ?? '')) % 1e6).padStart(6, '0')}`;
  journal.tell({
    partner: partnerOf(place),
    feed: 'port',
    at: sent,
    arrives: options.arrives,
    hold: options.hold,
    slug: `coarri-${move.toLowerCase()}-${voyage.number.toLowerCase()}-${place.slice(2).toLowerCase()}${options.suffix ?? ''}`,
    body: coarri({
      move,
      place,
      at: sent,
      document,
      voyage,
      functionCode: options.functionCode,
      reference: options.reference,
      ...dialect(place),
      lines,
    }),
  });
}

/** A stacking position: block, bay, row, tier. Dangerous goods belong into blocks D, reefers into blocks R. */
export function yardOf(box, dangerous) {
  const block = dangerous ? 'D' : box.type === '45R1' ? 'R' : 'G';
  return `${block}${String((fnv(`y${box.number}`) % 899999) + 100000)}.${1 + (fnv(box.number) % 4)}`;
}

export const stackLine = (one, box, time, yard = yardOf(box, one.dangerous)) => ({
  ...common(one, box),
  time,
  status: 'IMPORT',
  bill: masterBill(one),
  yard,
  seals: [{ number: box.seal }],
});

/** Gates of these boxes are told in troubles-port.mjs and troubles-customs.mjs. */
const OWN_GATE_IN = new Set(['A12', 'A13', 'A20', 'A21']);
const OWN_GATE_OUT = new Set(['A01', 'A10', 'A09', 'A24']);
const OWN_DISCHARGE = new Set(['A09', 'A10']);
/** A11 is dangerous and stands among general boxes. */
const WRONG_BLOCK = { A11: 'G124405.1' };
const spreadMinutes = box => (18 + (fnv(`s${box.number}`) % 30)) * MINUTE;

export function tellPorts(journal, special) {
  const voyages = [...new Set(CONSIGNMENTS.map(one => one.voyage).filter(Boolean))];
  for (const number of voyages) tellVoyage(journal, number, special);
}

function tellVoyage(journal, number, special) {
  const voyage = VOYAGES[number];
  const all = CONSIGNMENTS.filter(one => one.voyage === number);
  for (const place of new Set(all.map(seaFrom))) {
    const here = boxesOf(all.filter(one => seaFrom(one) === place));
    const arriving = here.filter(({ one }) => !OWN_GATE_IN.has(one.id));
    const hold = number === '046S' || number === 'B23S';
    if (arriving.length > 0)
      tellGate(
        journal,
        'IN',
        place,
        arriving.map(({ one, box }) => gateLine(one, box, 'IN', plan(one).gateIn)),
        { slug: number.toLowerCase(), voyage, hold },
      );
    tellMoves(
      journal,
      'LOAD',
      place,
      voyage,
      here.map(({ one, box }) => moveLine(one, box, 'LOAD', plan(one).loaded, special[one.id])),
      { hold },
    );
  }
  for (const place of new Set(all.map(seaTo)))
    tellUnloading(
      journal,
      voyage,
      place,
      all.filter(one => seaTo(one) === place),
    );
}

function tellUnloading(journal, voyage, place, all) {
  const hold = voyage.number === '045S' || voyage.number === '043N';
  const off = boxesOf(all.filter(one => !OWN_DISCHARGE.has(one.id)));
  if (off.length > 0) {
    tellMoves(
      journal,
      'DISCHARGE',
      place,
      voyage,
      off.map(({ one, box }) => moveLine(one, box, 'DISCHARGE', plan(one).discharged)),
      { hold },
    );
    const slug = `${voyage.number.toLowerCase()}-${place.slice(2).toLowerCase()}`;
    tellGate(
      journal,
      'STACK',
      place,
      off.map(({ one, box }) => stackLine(one, box, plan(one).discharged + spreadMinutes(box), WRONG_BLOCK[one.id])),
      { slug },
    );
  }
  const out = boxesOf(all.filter(one => !OWN_GATE_OUT.has(one.id)));
  if (out.length > 0)
    tellGate(
      journal,
      'OUT',
      place,
      out.map(({ one, box }) => gateLine(one, box, 'OUT', plan(one).gateOut)),
      { slug: voyage.number.toLowerCase(), hold },
    );
}
