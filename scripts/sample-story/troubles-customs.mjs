/** What does not go to plan at customs. Each function tells one trouble; STORY.md says which numbers show it. */
import { byId } from './lane.mjs';
import { movement } from './movement.mjs';
import { plan } from './plan.mjs';
import { answer, lodge, lrn, masterUcr } from './story-customs.mjs';
import { boxesOf, gateLine, tellGate } from './story-port.mjs';
import { at, HOUR, iso, MINUTE } from './times.mjs';
import { VOYAGES } from './voyages.mjs';
import { amendment, cancellation } from './wco-request.mjs';

export function tellCustomsTroubles(journal) {
  amended(journal);
  cancelledAndRedeclared(journal);
  oneDeclarationTwoBills(journal);
  documentsAfterEvents(journal);
  controlled(journal);
  movements(journal);
}

const customs = (journal, partner, at, slug, body, options = {}) =>
  journal.tell({ partner, feed: 'customs', at, slug, body, ...options });

/** A06: the weight of the first item was wrong; version 2 says 22150 kg. */
function amended(journal) {
  const one = byId('A06');
  const { lodged } = plan(one);
  lodge(journal, [one], 'EXPORT', lodged);
  answer(journal, one, 'EXPORT', '01', lodged + 11 * MINUTE);
  const asked = lodged + 7 * HOUR;
  customs(
    journal,
    'cn-customs-tianjin',
    asked,
    'dec-amendment-a06',
    amendment({
      country: 'CN',
      lrn: lrn(one, 'EXPORT', 2),
      number: one.exportNumber,
      at: asked,
      reason: 'Gross mass of item 1 corrected after weighing',
      item: 1,
      gross: 22150,
      net: 21600,
    }),
  );
  answer(journal, one, 'EXPORT', '07', asked + 40 * MINUTE, { version: 2, text: 'Amendment accepted' });
  answer(journal, one, 'EXPORT', '09', asked + 9 * HOUR, { version: 2 });
}

/** A07: the wrong HS code was declared; the declaration was invalidated and lodged anew under the same UCR. */
function cancelledAndRedeclared(journal) {
  const one = byId('A07');
  const first = {
    ...one,
    exportNumber: one.exportNumber.replace(/(\d{3})$/, n => String(Number(n) - 100).padStart(3, '0')),
    items: one.items.map(item => ({ ...item, hs: '731290' })),
  };
  const { lodged } = plan(one);
  lodge(journal, [first], 'EXPORT', lodged, { lrn: lrn(one, 'EXPORT', 1), suffix: '-first' });
  answer(journal, first, 'EXPORT', '01', lodged + 8 * MINUTE, { lrn: lrn(one, 'EXPORT', 1) });
  movementAt(journal, one, 'EAL', lodged + 3 * HOUR);
  customs(
    journal,
    'cn-customs-tianjin',
    lodged + 20 * HOUR,
    'dec-cancellation-a07',
    cancellation({
      country: 'CN',
      lrn: lrn(one, 'EXPORT', 2),
      number: first.exportNumber,
      at: lodged + 20 * HOUR,
      reason: 'Wrong tariff code, goods are stranded wire of steel',
    }),
  );
  answer(journal, first, 'EXPORT', '10', lodged + 21 * HOUR, {
    lrn: lrn(one, 'EXPORT', 1),
    text: 'Invalidated at the request of the declarant',
  });
  lodge(journal, [one], 'EXPORT', lodged + 23 * HOUR, { lrn: lrn(one, 'EXPORT', 3), suffix: '-anew' });
  answer(journal, one, 'EXPORT', '01', lodged + 23 * HOUR + 9 * MINUTE, { lrn: lrn(one, 'EXPORT', 3) });
  answer(journal, one, 'EXPORT', '09', lodged + 30 * HOUR, { lrn: lrn(one, 'EXPORT', 3) });
  movementAt(journal, one, 'EDL', plan(one).load.departure + 30 * MINUTE);
}

/** A17 and A18: two bills of lading, declared together. */
function oneDeclarationTwoBills(journal) {
  const both = [byId('A17'), byId('A18')];
  const { lodged, released } = plan(both[0]);
  lodge(journal, both, 'EXPORT', lodged);
  answer(journal, both[0], 'EXPORT', '01', lodged + 10 * MINUTE);
  answer(journal, both[0], 'EXPORT', '09', released);
}

/** A21: the box was in the terminal and on board before its declaration and its manifest arrived here. */
function documentsAfterEvents(journal) {
  const one = byId('A21');
  const { lodged, released, gateIn } = plan(one);
  lodge(journal, [one], 'EXPORT', lodged, { arrives: at('10-12 10:05') });
  answer(journal, one, 'EXPORT', '09', released, { arrives: at('10-12 10:02') });
  const [{ box }] = boxesOf([one]);
  tellGate(journal, 'IN', 'CNTXG', [gateLine(one, box, 'IN', gateIn)], { slug: 'a21', voyage: VOYAGES[one.voyage] });
}

/** A24: selected for control in Singapore, scanned, opened, released. */
function controlled(journal) {
  const one = byId('A24');
  const { lodged, released, imported, unload } = plan(one);
  lodge(journal, [one], 'EXPORT', lodged);
  answer(journal, one, 'EXPORT', '01', lodged + 9 * MINUTE);
  answer(journal, one, 'EXPORT', '08', released);
  lodge(journal, [one], 'IMPORT', imported);
  answer(journal, one, 'IMPORT', '02', imported + 3 * MINUTE);
  answer(journal, one, 'IMPORT', '01', imported + 8 * MINUTE);
  answer(journal, one, 'IMPORT', '05', unload.arrival + 2 * HOUR, { text: 'Selected for physical control' });
  answer(journal, one, 'IMPORT', '06', unload.arrival + 5 * HOUR, { text: 'Packing list required' });
  answer(journal, one, 'IMPORT', '08', at('10-30 16:10'));
  const [{ box }] = boxesOf([one]);
  tellGate(
    journal,
    'OUT',
    'SGSIN',
    [gateLine(one, box, 'OUT', at('10-31 09:12'), { seals: [{ number: 'SGC448377', party: 'CU' }] })],
    { slug: 'a24' },
  );
}

function movementAt(journal, one, code, time, options = {}) {
  const vessel = code === 'EDL' ? { vessel: `11${VOYAGES[one.voyage].vessel.name.replace(/ /g, '')}` } : {};
  customs(
    journal,
    options.partner ?? 'cn-customs-tianjin',
    time + 5 * MINUTE,
    `movement-${code.toLowerCase()}-${one.id.toLowerCase()}`,
    movement({
      code,
      ucr: options.ucr ?? one.ucr,
      type: options.type,
      location: options.location ?? 'CNAUTXGTHT',
      time: iso(time),
      reference: `${one.id}${code}`,
      ...vessel,
    }),
    { hold: options.hold },
  );
}

function movements(journal) {
  const a01 = byId('A01');
  movementAt(journal, a01, 'EAA', plan(a01).gateIn - 20 * HOUR);
  movementAt(journal, a01, 'EAL', plan(a01).gateIn + 12 * MINUTE);
  movementAt(journal, a01, 'EDL', plan(a01).load.departure + 20 * MINUTE);
  const a14 = byId('A14');
  movementAt(journal, a14, 'EAL', plan(a14).gateIn + 30 * MINUTE, { ucr: masterUcr(a14), type: 'M' });
  movementAt(journal, a14, 'EDL', plan(a14).load.departure + 25 * MINUTE, { ucr: masterUcr(a14), type: 'M' });
  const a28 = byId('A28');
  movementAt(journal, a28, 'EAL', at('11-14 11:20'), { hold: true });
}
