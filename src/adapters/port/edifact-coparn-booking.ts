import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import type { BookingFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue } from '../../messages/mapping-profile.ts';
import { type Reference, referenceKey } from '../../messages/reference.ts';
import { quoteJourney } from '../formats/edifact-conveyance.ts';
import { readParties } from '../formats/edifact-party.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { findDtm, readDtm } from '../formats/edifact-time.ts';
import { readEquipment } from './edifact-box-equipment.ts';
import { allSegments, type BoxGroup, operatorOf } from './edifact-box-groups.ts';
import { carrierOf, distinct, quoteBox, quoteRff } from './edifact-box-references.ts';
import { goodsText } from './edifact-box-remarks.ts';
import type { Order } from './edifact-order.ts';
import { findPlace } from './edifact-order-place.ts';

/**
 * The bookings that an order quotes. A carrier orders boxes only for a booking that it has accepted, so the order confirms it, or changes
 * it where the order is a correction. That an order is cancelled takes back what it said; it does not cancel the booking.
 */
export function readBookings(order: Order, issues: FeedIssue[]): Fact[] {
  const { groups, profile } = order;
  const carrier = carrierOf(operatorOf(groups.header, ...groups.boxes), profile);
  const quoted = (segments: readonly EdifactSegment[]) =>
    segments.flatMap(rff => quoteRff(rff, carrier, profile)).filter(({ scheme }) => scheme === 'BOOKING');
  const ofHeader = quoted(allSegments(groups.header));
  const byBooking = new Map<string, { booking: Reference; boxes: Set<BoxGroup> }>();
  for (const box of groups.boxes) {
    const own = quoted(allSegments(box));
    for (const booking of own.length > 0 ? own : ofHeader) {
      const group = byBooking.get(referenceKey(booking)) ?? { booking, boxes: new Set<BoxGroup>() };
      group.boxes.add(box);
      byBooking.set(referenceKey(booking), group);
    }
  }
  return [...byBooking.values()].flatMap(({ booking, boxes }) => bookingFact(order, booking, [...boxes], issues));
}

function bookingFact(order: Order, booking: Reference, boxes: readonly BoxGroup[], issues: FeedIssue[]): Fact[] {
  const { document } = order;
  const key = ['COPARN', booking.issuer ?? '', booking.value, document.number].join('/');
  const position = boxes[0]?.eqd.position ?? document.bgm.position;
  const updatedAt = document.updatedAt ? { updatedAt: document.updatedAt } : {};
  const references = distinct([
    booking,
    ...boxes.flatMap(box => quoteOf(order, box)),
    ...quoteJourney(order.conveyance),
  ]);
  const origin = { position, references, key, ...updatedAt };
  if (document.function === 'RETRACTS') return [{ kind: 'RETRACTION', target: { key }, ...origin, revision: 2 }];
  const corrects = document.function === 'CORRECTS';
  return [
    {
      kind: 'BOOKING',
      ...origin,
      revision: corrects ? 1 : 0,
      function: corrects ? 'CHANGE' : 'CONFIRM',
      number: booking.value,
      ...content(order, booking, boxes, issues),
    },
  ];
}

function content(order: Order, booking: Reference, boxes: readonly BoxGroup[], issues: FeedIssue[]) {
  const { groups, profile, conveyance } = order;
  const carrier = booking.issuer ?? conveyance?.carrier;
  const origin = findPlace([...boxes, groups.header], ['9', '88'], { profile, issues });
  const destination = findPlace([...boxes, groups.header], ['8', '7', '11'], { profile, issues });
  const times = allSegments(groups.header);
  const departure = findDtm(times, ['133', '189']);
  const plannedDeparture = departure && readDtm(departure, profile);
  const closing = findDtm([...times, ...boxes.flatMap(allSegments)], ['180']);
  const cutOff = closing && readDtm(closing, profile);
  return {
    mode: conveyance?.mode ?? 'SEA',
    ...(carrier ? { carrier } : {}),
    ...(origin ? { origin } : {}),
    ...(destination ? { destination } : {}),
    ...(cutOff ? { cutOff } : {}),
    ...(plannedDeparture ? { plannedDeparture } : {}),
    ...(conveyance?.journey ? { journey: conveyance.journey } : {}),
    wagons: [],
    equipment: boxes.flatMap(box => equipmentOf(order, box)),
    parties: readParties([...groups.header.parties, ...boxes.flatMap(box => box.parties)], profile),
    items: itemsOf(order, boxes),
  } satisfies Partial<BookingFact>;
}

/** Doubts about a box are raised with its event. */
function equipmentOf({ groups, profile }: Order, box: BoxGroup): EquipmentClaim[] {
  if (isNullValue(profile, box.eqd.element(2))) return [];
  return [readEquipment({ box, goods: groups.goods, profile, issues: [] })];
}

function quoteOf(order: Order, box: BoxGroup): Reference[] {
  const { groups, profile } = order;
  const [equipment = { number: '', seals: [] }] = equipmentOf(order, box);
  return quoteBox({ box, header: groups.header, goods: groups.goods, profile }, equipment);
}

function itemsOf({ groups, profile }: Order, boxes: readonly BoxGroup[]): ItemClaim[] {
  const ofBoxes = boxes.map(box => ({ segments: box.own, box: box.eqd.element(2) }));
  const ofGoods = groups.goods.map(goods => ({ segments: goods.segments, box: '' }));
  return [...ofGoods, ...ofBoxes]
    .map(({ segments, box }) => ({
      description: segments
        .filter(({ tag }) => tag === 'FTX')
        .flatMap(describe)
        .join(' '),
      hazard: segments.find(({ tag }) => tag === 'DGS'),
      box: isNullValue(profile, box) ? '' : box,
    }))
    .filter(({ description, hazard }) => description !== '' || hazard)
    .map(({ description, hazard, box }, i) => ({
      sequence: i + 1,
      ...(description === '' ? {} : { description }),
      ...(hazard ? { dangerousGoods: dangerousGoods(hazard) } : {}),
      ...(box === '' ? {} : { equipment: [box] }),
    }));
}

function describe(ftx: EdifactSegment): string[] {
  const text = ftx.code(1) === 'AAA' ? goodsText(ftx) : '';
  return text === '' || text === '*' ? [] : [text];
}

function dangerousGoods(dgs: EdifactSegment): NonNullable<ItemClaim['dangerousGoods']> {
  const [imoClass, unNumber] = [dgs.element(2), dgs.element(3)];
  return { ...(unNumber === '' ? {} : { unNumber }), ...(imoClass === '' ? {} : { imoClass }) };
}
