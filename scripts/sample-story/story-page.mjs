/** partners/STORY.md: the consignments with their numbers, and what each is there to show. */
import { byId, CONSIGNMENTS, masterBill } from './lane.mjs';
import { PARTNERS } from './partners.mjs';
import { certificateNumbers } from './story-certificates.mjs';
import { masterUcr } from './story-customs.mjs';
import { iso, NOW } from './times.mjs';
import { TRAINS } from './trains.mjs';

/** What befalls a consignment, and what an analyst should look at. The rest go to plan. */
const TALES = {
  A01: 'Everything to plan, in full: receipts, movements at the border, exit, import. Its box comes back empty and makes a second trip as B03.',
  A02: 'Fresh garlic with a phytosanitary certificate that names the box.',
  A03: 'One box, three houses under one master (with A04 and A05): three consignments that share a box and do not see each other.',
  A06: 'Amended: version 2 raises the gross mass of item 1 from 21500 to 22150 kg. The manifest still has the old mass.',
  A07: 'Declared under 7312.90, invalidated, declared anew under 7312.10 with another number and the same UCR. The arrival (EAL) belongs to the first, the departure (EDL) to the second.',
  A08: 'Its certificate leaves the container empty: the seal is the only link.',
  A09: 'Transhipped at Port Klang: a discharge with 8249 = 6, then STRAITS LINK 310E to Singapore.',
  A10: 'Overtime: discharged at 13:14:15, stacked at 14:37:43; then 15 days in the yard.',
  A11: 'Dangerous goods (UN 3480) stacked among general boxes in G124405.1, moved to D020301.1 a day later.',
  A12: 'Rolled: planned and gated in for 038S, sailed on 039S. The plan of one event moves to the other voyage.',
  A13: 'The seal at the gate is not the declared one. Opened in Singapore, sealed anew; an assistance request asks Tianjin why.',
  A14: 'Two declarations, A14 and A15, under one master UCR.',
  A15: 'See A14. The retraction of a gate-out arrives before the gate-out.',
  A16: 'A discharge reported a day too early, retracted, reported again.',
  A17: 'One declaration and one UCR cover two bills, A17 and A18.',
  A19: 'The container number fails its check digit in every message: kept, linked by equality, flagged.',
  A20: 'The gate-in arrives twice with the same bytes, once more as 1225 = 7; the load once more as 1225 = 35.',
  A21: 'Gate-in and loading come before the declaration and the manifest of 041S.',
  A22: 'Frozen fish: on the fourth day the reefer was at -9.2 °C instead of -18 °C.',
  A23: 'The phytosanitary certificate is replaced; the first no longer verifies.',
  A24: 'Selected for control in Singapore: scan inconclusive, opened, conforming, released. The result of the opening is not signed.',
  A25: 'The load report quotes declaration 0, which is no number.',
  A26: 'At sea on 045S. Held back: expected a day later, import declaration, discharge, clearance, gate-out.',
  A27: 'At sea on 045S with A26. Held back: a quarantine notice for its packing.',
  A28: 'In the terminal, not yet loaded. Held back: arrival of the goods, loading on 046S.',
  B03: 'Second trip of the box of A01, back to Tianjin.',
  B04: 'Quarantine notice on vessel and crew, then on this box; held back: the withdrawal.',
  B06: 'Discharged in Tianjin this morning. Held back: remote inspection, clearance, gate-out.',
  C01: 'Booking, confirmation, note, train to Qinzhou, sea to Singapore under one through bill, shared with Singapore.',
  C04: 'The train was 14 hours late (landslip), and the box made the ship all the same.',
  C05: 'The rail booking was changed two days after it was asked for.',
  C06: 'The first rail booking was confirmed and cancelled; a second one went.',
  C08: 'On the train. Held back: arrival at Qinzhou, gate-in, loading on B23S.',
  E01: 'Chongqing to Duisburg over Horgos and Malaszewicze: note, border, arrival.',
  E03: 'On the way to Europe. Held back: Malaszewicze, Duisburg, the completed note.',
};

const code = text => `\`${text}\``;
const list = values => values.filter(Boolean).map(code).join('<br>');

function journey(one) {
  const parts = [one.train && `rail ${one.train}`, one.voyage, one.onward].filter(Boolean);
  return `${one.from} → ${one.to}<br>${(one.mode === 'SEA_RAIL' ? parts.reverse() : parts).join(', ')}`;
}

const row = one =>
  [
    `**${one.id}**`,
    one.items[0].text,
    journey(one),
    code(one.ucr),
    one.mode === 'RAIL' ? '' : list([one.house, one.house ? `${masterBill(one)} (master)` : one.bill]),
    list(one.boxes.map(box => box.number)),
    list([one.exportNumber, one.imported && one.importNumber]),
    list([
      one.cancelledBooking && `${one.cancelledBooking} (cancelled)`,
      one.railBooking,
      one.railNote,
      certificateNumbers[one.id],
    ]),
    TALES[one.id] ?? '',
  ].join(' | ');

const header = [
  '',
  'goods',
  'journey',
  'UCR',
  'bill',
  'container',
  'declarations',
  'rail booking, note; certificate',
  'what to look at',
];

const table = () =>
  [
    `| ${header.join(' | ')} |`,
    `|${header.map(() => ' --- |').join('')}`,
    ...CONSIGNMENTS.map(one => `| ${row(one)} |`),
  ].join('\n');

const demo = (what, number, why) => `| ${what} | ${code(number)} | ${why} |`;

function demos() {
  return [
    '| look up | number | because |',
    '| --- | --- | --- |',
    demo('a container', byId('A01').boxes[0].number, 'two trips: A01 south, B03 north'),
    demo('a UCR', byId('A07').ucr, 'two declarations in time, movements on either side'),
    demo('a master UCR', masterUcr(byId('A14')), 'groups A14 and A15'),
    demo('a house bill', byId('A03').house, 'one of three in one box'),
    demo('a rail booking', `${byId('C01').railBooking} (carrier 9933)`, 'booking, confirmation, note, train, ship'),
    demo('a rail note', `${byId('E01').railNote} (carrier 9927)`, 'over the border to Duisburg'),
    demo('a train', TRAINS.K3.id, '14 hours late'),
    demo('a voyage', '038S of IMO 2000377', 'overtime, wrong seal, dangerous goods, a box left behind'),
    demo('a voyage at sea', '045S of IMO 2000119', 'its expected arrival moves when held-back messages are played'),
    demo('a certificate', certificateNumbers.A23, 'replaces an earlier one'),
    demo('a seal', byId('A08').boxes[0].seal, 'all that its certificate gives'),
    demo('an unknown box', 'XLKU7712037', 'stays in the unlinked queue'),
  ].join('\n');
}

const partners = () =>
  [
    '| partner | is | country | sends |',
    '| --- | --- | --- | --- |',
    ...PARTNERS.map(p => `| ${code(p.id)} | ${p.name}, ${p.kind} | ${p.country} | ${p.feeds.join(', ')} |`),
  ].join('\n');

/** @param {{path: string, held: boolean}[]} messages */
export function storyPage(messages) {
  const held = messages.filter(message => message.held).length;
  return `# The sample lane

Tianjin and Qingdao to Singapore and back by sea, Chongqing to Singapore and back by rail and sea, Chongqing to Europe by rail,
September to November 2026. Companies, ships, boxes and numbers are invented, and so is all that the customs say here; the formats
are real. Written by \`node scripts/sample-story/write-samples.mjs\`, as is this page.

${messages.length - held} messages are told in the order of the number that begins each file name, over all partners; the last ends at
${iso(NOW).slice(0, 16).replace('T', ' ')} in China. ${held} more are held back in \`held/\` folders, for \`corridor samples play\`.

## Partners

${partners()}

The customs sign what they share; \`keys.json\` of each holds the public keys.

## Numbers for demonstrations

${demos()}

## Consignments

${table()}

## Troubles that belong to no consignment

| where | what |
| --- | --- |
| three CODECO reports named \`unknown-box\` | boxes ${code('XLKU7712037')}, ${code('XLKU7712865')} and ${code('XLKU7713476')}, which nobody announced: unlinked |
| \`coarri-quarantine-truncated\` of qingdao-port | cut off in transmission: quarantined, its position is the last segment |
| \`weather-quarantine-unknown-type\` of qinzhou-port | a bulletin that nothing here reads: quarantined as UNKNOWN_MESSAGE |
| 040N | a quarantine notice that names a voyage only, before one that names B04 |
| 042S, 045S | the carrier expects the ship later than planned: rival estimates |
`;
}
