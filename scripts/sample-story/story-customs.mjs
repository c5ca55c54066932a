/** Declarations on both sides of the lane and what customs answers. */
import { uuid } from './ids.mjs';
import { CONSIGNMENTS } from './lane.mjs';
import { PARTIES } from './parties.mjs';
import { PLACES } from './places.mjs';
import { customsOf, plan, seaFrom, seaTo } from './plan.mjs';
import { MINUTE } from './times.mjs';
import { VOYAGES } from './voyages.mjs';
import { declaration } from './wco-declaration.mjs';
import { responses } from './wco-response.mjs';

/** UCC data element 5/23: the three letters of the UN/LOCODE and the terminal. */
const location = place => `${place.slice(2)}${PLACES[place].terminal ?? 'RAIL'}`;
const office = place => PLACES[place].customs ?? 'SGSIN01';

/** The declarant's own reference: unique for him, and what links a declaration without number to the answers. */
export const lrn = (one, direction, attempt = 1) =>
  `${direction === 'EXPORT' ? 'EX' : 'IM'}26${one.id}${String(one.serial * 17).padStart(5, '0')}-${attempt}`;

const bills = one => {
  if (one.mode === 'RAIL') return [{ id: one.railNote, type: '722' }];
  return one.house ? [{ id: one.house, type: '714' }] : [{ id: one.bill, type: '705' }];
};

/** Several consignments may share one declaration: the goods of all, their boxes and their bills. */
function together(all, direction) {
  const goods = all.flatMap(one => one.items);
  return {
    items: goods.map((item, i) => ({ ...item, sequence: i + 1 })),
    boxes: [...new Map(all.flatMap(one => one.boxes).map(held => [held.number, held])).values()],
    bills: all.flatMap(bills),
    ucrD: all[0].ucr,
    ...(all[0].master ? { ucrM: masterUcr(all[0], direction) } : {}),
    ...(all[0].dangerous ? { dangerous: all[0].dangerous } : {}),
  };
}

export const masterUcr = one => `CN/${one.shipper.id}-PV${one.voyage}`;

export function declarationOf(all, direction, options = {}) {
  const [one] = all;
  const isExport = direction === 'EXPORT';
  const place = isExport ? one.from : (one.deliveredAt ?? one.to);
  const country = place.slice(0, 2);
  const voyage = one.voyage && VOYAGES[isExport ? one.voyage : (one.onward ?? one.voyage)];
  return {
    country,
    direction,
    lrn: options.lrn ?? lrn(one, direction),
    lodgedAt: options.at,
    office: office(place),
    location: location(place),
    declarant: country === 'SG' ? PARTIES.sgagent : isExport && one.mode !== 'SEA' ? PARTIES.cqf : PARTIES.tjagent,
    exporter: one.shipper,
    importer: one.consignee,
    origin: one.from.slice(0, 2),
    from: seaFrom(one) ?? one.from,
    to: seaTo(one) ?? one.to,
    certificate: options.certificate,
    ...(voyage && (!isExport || one.mode !== 'RAIL_SEA') ? { vessel: voyage.vessel, journey: voyage.number } : {}),
    ...together(all, direction),
  };
}

function answerOf(one, direction, code, at, extra) {
  const place = direction === 'EXPORT' ? one.from : (one.deliveredAt ?? one.to);
  const number = extra.number ?? (direction === 'EXPORT' ? one.exportNumber : one.importNumber);
  const reference = uuid(`${number}:${code}:${at}`).replace(/-/g, '');
  return {
    code,
    country: place.slice(0, 2),
    at,
    number,
    lrn: extra.lrn ?? lrn(one, direction),
    version: extra.version,
    text: extra.text,
    reference,
  };
}

/** @param {import('./journal.mjs').Journal} journal */
export function answer(journal, one, direction, code, at, extra = {}) {
  const place = direction === 'EXPORT' ? one.from : (one.deliveredAt ?? one.to);
  journal.tell({
    partner: customsOf(place),
    feed: 'customs',
    at,
    arrives: extra.arrives,
    hold: extra.hold,
    slug: `res-${code}-${direction.toLowerCase()}-${one.id.toLowerCase()}`,
    body: responses([answerOf(one, direction, code, at, extra)]),
  });
}

/** Plain clearances of one office and one sailing are notified together when the last is given. */
function clearTogether(journal, all) {
  const groups = new Map();
  for (const one of all) {
    const key = `${one.voyage ?? one.train}|${one.from}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) {
    const [one] = group;
    const at = Math.max(...group.map(each => plan(each).released));
    journal.tell({
      partner: customsOf(one.from),
      feed: 'customs',
      at,
      slug: `res-09-export-${(one.voyage ?? one.train).toLowerCase()}-${one.from.slice(2).toLowerCase()}`,
      body: responses(group.map(each => answerOf(each, 'EXPORT', '09', plan(each).released, {}))),
    });
  }
}

export function lodge(journal, all, direction, at, options = {}) {
  const [one] = all;
  const place = direction === 'EXPORT' ? one.from : (one.deliveredAt ?? one.to);
  journal.tell({
    partner: customsOf(place),
    feed: 'customs',
    at,
    arrives: options.arrives,
    hold: options.hold,
    slug: `dec-${direction.toLowerCase()}-${one.id.toLowerCase()}${options.suffix ?? ''}`,
    body: declaration(declarationOf(all, direction, { ...options, at })),
  });
}

/** Consignments whose declarations have a story of their own (troubles-customs.mjs) are not told here. */
const OWN_STORY = new Set(['A06', 'A07', 'A17', 'A18', 'A21', 'A24']);

export function tellCustoms(journal, certificates) {
  const plain = CONSIGNMENTS.filter(each => !OWN_STORY.has(each.id));
  for (const one of plain) tellExport(journal, one, certificates);
  clearTogether(
    journal,
    plain.filter(one => !one.deep),
  );
  for (const one of CONSIGNMENTS.filter(each => each.imported && each.id !== 'A24'))
    tellImport(journal, one, certificates);
}

/** A08 is declared without its certificate, which names no box either: only the seal ties the two. */
const declaredCertificate = (one, certificates) => (one.certificate === 'SEAL' ? undefined : certificates[one.id]);

function tellExport(journal, one, certificates) {
  const { lodged, released } = plan(one);
  lodge(journal, [one], 'EXPORT', lodged, { certificate: declaredCertificate(one, certificates) });
  if (RECEIPTS.has(one.id)) answer(journal, one, 'EXPORT', '02', lodged + 2 * MINUTE);
  if (one.deep) answer(journal, one, 'EXPORT', '01', lodged + 9 * MINUTE);
  if (one.deep) answer(journal, one, 'EXPORT', '08', released);
}

/** Customs says 02 received where the declarant asks for receipts; on the wire it comes before 01. */
const RECEIPTS = new Set(['A01', 'B06', 'C01']);

function tellImport(journal, one, certificates) {
  const { imported, cleared } = plan(one);
  lodge(journal, [one], 'IMPORT', imported, {
    certificate: declaredCertificate(one, certificates),
    hold: one.id === 'A26',
  });
  if (one.deep && one.id !== 'A26') answer(journal, one, 'IMPORT', '01', imported + 6 * MINUTE);
  answer(journal, one, 'IMPORT', '09', cleared, { hold: one.id === 'A26' || one.id === 'B06' });
  if (one.id === 'A01')
    answer(journal, one, 'EXPORT', '16', plan(one).load.departure + 40 * MINUTE, {
      text: 'Exit of goods confirmed by the manifest of 036S',
    });
}
