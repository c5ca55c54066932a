/** CODECO (gate in 34, gate out 36, stacked 117) and COARRI (discharge 44, load 46) of the terminals, D.95B and D.00B. */
import { c, interchange, seg } from './edifact.mjs';
import { PLACES } from './places.mjs';
import { compact, edi203, MINUTE } from './times.mjs';
import { CARRIER } from './voyages.mjs';

const GATE = { IN: '34', OUT: '36', STACK: '117' };
const MOVE = { DISCHARGE: '44', LOAD: '46' };
/** UN/EDIFACT 8249, equipment status. */
const STATUS = { EXPORT: '2', IMPORT: '3', TRANSHIPMENT: '6' };

/** Format 203 to the minute, 204 where the terminal states the second. */
const dtm = (qualifier, time) =>
  time % MINUTE === 0 ? seg('DTM', c(qualifier, edi203(time), '203')) : seg('DTM', c(qualifier, compact(time), '204'));

const terminalOf = place => c(PLACES[place].terminal, 'TER', 'ZZZ');
const unLocode = place => c(place, '139', '6');
const loc = (qualifier, place) => seg('LOC', qualifier, unLocode(place));

const vessel = (voyage, byImo) =>
  seg(
    'TDT',
    '20',
    voyage.number,
    '1',
    '',
    c(CARRIER.scac, '172', '182'),
    '',
    '',
    byImo
      ? c(voyage.vessel.imo, '146', '11', voyage.vessel.name)
      : c(voyage.vessel.callSign, '103', '', voyage.vessel.name),
  );

function equipment(line) {
  return [
    seg('EQD', 'CN', line.box.number, c(line.box.type, '102', '5'), '', STATUS[line.status], line.empty ? '4' : '5'),
    ...(line.booking ? [seg('RFF', c('BN', line.booking))] : []),
    ...(line.bill ? [seg('RFF', c('BM', line.bill))] : []),
    ...(line.declaration ? [seg('RFF', c('ABT', line.declaration))] : []),
  ];
}

const weight = line => (line.gross ? [seg('MEA', 'AAE', line.vgm ? 'VGM' : 'G', c('KGM', line.gross))] : []);
const seals = line => (line.seals ?? []).map(seal => seg('SEL', seal.number, seal.party ?? 'CA'));
const temperature = line => (line.temperature === undefined ? [] : [seg('TMP', '2', c(line.temperature, 'CEL'))]);
const dangerous = line => (line.dangerous ? [seg('DGS', 'IMD', line.dangerous.imoClass, line.dangerous.unNumber)] : []);

/** What brought or took the box: a wagon, a truck, or nothing where it only moved within the terminal. */
function carriage(line) {
  if (line.wagon) return [seg('TDT', '1', '', '2', '25', c('', '172'), '', '', c(line.wagon, '146'))];
  return line.truck ? [seg('TDT', '1', '', '3', '31', c('', '172'), '', '', c(line.truck, '146'))] : [];
}

/** @param {{way: 'IN'|'OUT'|'STACK', place: string, at: number, document: string, functionCode?: string, release?: string, lines: object[]}} m */
export function codeco(m) {
  const release = m.release ?? '95B';
  const body = m.lines.flatMap(line => [
    ...equipment(line),
    dtm('7', line.time),
    seg('LOC', '165', unLocode(m.place), terminalOf(m.place), line.yard && c(line.yard, 'YRD', 'ZZZ')),
    ...(line.from ? [loc('9', line.from)] : []),
    ...(line.to ? [loc('11', line.to)] : []),
    ...weight(line),
    ...temperature(line),
    ...seals(line),
    ...dangerous(line),
    ...carriage(line),
  ]);
  return envelope(m, {
    type: c('CODECO', 'D', release, 'UN', release === '95B' ? 'ITG14' : 'SMDG21'),
    segments: [
      seg('BGM', GATE[m.way], m.document, m.functionCode ?? '9'),
      ...(m.voyage ? [vessel(m.voyage, m.byImo)] : []),
      seg('NAD', 'CF', c(CARRIER.scac, '160', '20')),
      ...body,
      seg('CNT', c('16', m.lines.length)),
    ],
  });
}

/** @param {{move: 'DISCHARGE'|'LOAD', place: string, at: number, document: string, voyage: object, lines: object[]}} m */
export function coarri(m) {
  const release = m.release ?? '95B';
  const call = m.voyage.calls.find(stop => stop.place === m.place);
  const body = m.lines.flatMap(line => [
    ...equipment(line),
    dtm('203', line.time),
    seg('LOC', '147', c(line.cell, '139', '5')),
    ...(line.from ? [loc('9', line.from)] : []),
    ...(line.to ? [loc('11', line.to)] : []),
    ...weight(line),
    ...temperature(line),
    ...seals(line),
    ...dangerous(line),
    seg('TDT', '30', '', '3', '31'),
  ]);
  return envelope(m, {
    type: c('COARRI', 'D', release, 'UN', release === '95B' ? 'ITG13' : 'SMDG21'),
    segments: [
      seg('BGM', MOVE[m.move], m.document, m.functionCode ?? '9'),
      vessel(m.voyage, m.byImo),
      seg('LOC', m.move === 'LOAD' ? '9' : '11', unLocode(m.place), terminalOf(m.place)),
      seg('DTM', c('132', edi203(call.arrival), '203')),
      seg('DTM', c('133', edi203(call.departure), '203')),
      seg('NAD', 'CA', c(CARRIER.scac, '160', '20')),
      ...body,
      seg('CNT', c('16', m.lines.length)),
    ],
  });
}

function envelope(m, message) {
  return interchange(
    {
      from: `${m.place}${PLACES[m.place].terminal}`,
      to: CARRIER.scac,
      at: m.at,
      reference: m.reference ?? m.document.slice(-12),
      una: m.release !== '00B',
    },
    [message],
  );
}
