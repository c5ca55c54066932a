import type { KnownFact } from '../../consignment/known-fact.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { Fact } from '../../messages/fact.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { SeededChance } from './seeded-chance.ts';
import { DAY, type Shipment, shipments, type TrueBox, type TrueConsignment } from './shipments.ts';
import {
  billFact,
  bookingFact,
  boxClaim,
  boxEvent,
  certificateFact,
  declarationFact,
  knownFact,
  railNoteFact,
} from './stated-facts.ts';

/** What makes a fact hard, or not, to place. */
export type TradeCase =
  | 'paper'
  | 'number of two carriers'
  | 'bill never sent'
  | 'event with its bill or booking'
  | 'event with its master bill'
  | 'event with its voyage'
  | 'event with its box alone'
  | 'event of a shared box'
  | 'certificate with a seal alone'
  | 'typing error in a box'
  | 'typing error in a bill';

/** A fact and the consignments that it is truly about. */
export interface Labelled {
  readonly known: KnownFact;
  readonly truth: readonly string[];
  readonly kind: TradeCase;
}

/** Real feeds hold 25 wrong check digits in 1,650 box numbers; nobody has counted the bills. */
const BOX_TYPOS = 0.015;
const BILL_TYPOS = 0.005;

export function labelledTrade(consignments: number, seed: number): Labelled[] {
  const chance = new SeededChance(seed);
  const made: Labelled[] = [];
  const say = (fact: Fact, origin: string, truth: readonly string[], kind: TradeCase) =>
    made.push({ known: knownFact(fact, origin, made.length), truth, kind });
  for (const shipment of shipments(consignments, chance)) {
    for (const consignment of shipment.consignments) sayPapers(shipment, consignment, chance, say);
    const boxes = new Map(shipment.consignments.flatMap(each => each.boxes.map(box => [box.number, box] as const)));
    for (const box of boxes.values()) sayTrip(shipment, box, chance, say);
  }
  return made;
}

type Say = (fact: Fact, origin: string, truth: readonly string[], kind: TradeCase) => void;

function sayPapers(shipment: Shipment, consignment: TrueConsignment, chance: SeededChance, say: Say): void {
  const { carrier, voyage, departs, arrives, master } = shipment;
  const { name, bill, booking, ucr } = consignment;
  const equipment = consignment.boxes.map(box => boxClaim(box.number, { seals: [{ number: box.seal }] }));
  const sends = !chance.happens(0.02);
  const kind = /^7\d{8}$/.test(bill) ? 'number of two carriers' : sends ? 'paper' : 'bill never sent';
  const paper = (fact: Fact, origin: string) => say(fact, origin, [name], kind);
  const booked = chance.happens(0.95) ? quote('BOOKING', booking, carrier) : [];
  const aboard = chance.happens(0.9) ? quote('VOYAGE', voyage) : [];
  const quoted = () => quote('BL', mistyped(bill, BILL_TYPOS, chance).text, chance.happens(0.6) ? carrier : undefined);
  if (chance.happens(0.85)) paper(bookingFact(booking, carrier, departs - 15 * DAY, []), 'forwarder');
  if (sends)
    paper(
      billFact({ number: bill, issuer: carrier, master }, departs + DAY, equipment, [...booked, ...aboard]),
      'carrier',
    );
  if (chance.happens(0.75)) {
    const said = chance.happens(0.1) ? quote('UCR_D', ucr) : [...quote('UCR_D', ucr), ...quoted()];
    const boxes = chance.happens(0.8) ? equipment : [];
    paper(declarationFact(`E${name}`, 'EXPORT', departs - 3 * DAY, boxes, said), 'customs');
  }
  if (chance.happens(0.7)) paper(declarationFact(`I${name}`, 'IMPORT', arrives - DAY, equipment, quoted()), 'customs');
  if (chance.happens(0.1)) paper(railNoteFact(`N${name}`, arrives + 2 * DAY, equipment, quoted()), 'railway');
}

type Move = readonly [type: EventType, from: 'DEPARTS' | 'ARRIVES', days: number, fullness?: 'EMPTY' | 'FULL'];

const MOVES: readonly Move[] = [
  ['GATE_OUT', 'DEPARTS', -8, 'EMPTY'],
  ['STUFFING', 'DEPARTS', -6],
  ['GATE_IN', 'DEPARTS', -3, 'FULL'],
  ['LOAD', 'DEPARTS', 0, 'FULL'],
  ['DISCHARGE', 'ARRIVES', 0, 'FULL'],
  ['GATE_OUT', 'ARRIVES', 3, 'FULL'],
  ['STRIPPING', 'ARRIVES', 5],
  ['GATE_IN', 'ARRIVES', 7, 'EMPTY'],
];

function sayTrip(shipment: Shipment, box: TrueBox, chance: SeededChance, say: Say): void {
  for (const [type, from, days, fullness] of MOVES) {
    if (chance.happens(type === 'STRIPPING' ? 0.5 : 0.05)) continue;
    const time = (from === 'DEPARTS' ? shipment.departs : shipment.arrives) + days * DAY;
    const { references, truth, kind } = quotedByEvent(shipment, box, type, chance);
    const number = mistyped(box.number, BOX_TYPOS, chance);
    const claim = boxClaim(number.text, fullness ? { fullness } : {});
    say(boxEvent(type, time, claim, references), 'terminal', truth, number.wrong ? 'typing error in a box' : kind);
  }
  if (chance.happens(0.05))
    say(
      certificateFact(`C${box.number}`, shipment.departs - DAY, box.seal),
      'quarantine',
      box.consignments,
      'certificate with a seal alone',
    );
}

/** What a terminal or carrier knows of a box that it moves: often nothing but its number. */
function quotedByEvent(shipment: Shipment, box: TrueBox, type: EventType, chance: SeededChance) {
  const [only, another] = box.consignments;
  const about = shipment.consignments.find(each => each.name === only);
  const said = (references: readonly Reference[], kind: TradeCase) => ({ references, truth: box.consignments, kind });
  if (another === undefined && about && chance.happens(0.35)) {
    if (chance.happens(0.3))
      return said(quote('BOOKING', about.booking, shipment.carrier), 'event with its bill or booking');
    const bill = mistyped(about.bill, BILL_TYPOS, chance);
    const issuer = chance.happens(0.5) ? shipment.carrier : undefined;
    return said(
      quote('BL', bill.text, issuer),
      bill.wrong ? 'typing error in a bill' : 'event with its bill or booking',
    );
  }
  if (shipment.master && chance.happens(0.3)) return said(quote('BL', shipment.master), 'event with its master bill');
  if ((type === 'LOAD' || type === 'DISCHARGE') && chance.happens(0.7))
    return said(quote('VOYAGE', shipment.voyage), 'event with its voyage');
  return said([], another === undefined ? 'event with its box alone' : 'event of a shared box');
}

/** One figure typed as another. */
function mistyped(text: string, probability: number, chance: SeededChance): { text: string; wrong: boolean } {
  if (!chance.happens(probability)) return { text, wrong: false };
  const places = [...text].flatMap((sign, i) => (/\d/.test(sign) ? [i] : []));
  const place = chance.of(places);
  const figure = (Number(text[place]) + chance.between(1, 9)) % 10;
  return { text: `${text.slice(0, place)}${figure}${text.slice(place + 1)}`, wrong: true };
}
