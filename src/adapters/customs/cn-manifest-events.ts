import type { ConveyanceClaim, EquipmentClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, RetractionFact } from '../../messages/fact.ts';
import { quote, quoteConveyance, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, positionOf } from '../formats/xml-navigation.ts';
import { billsOf, lineKey, type ManifestContext } from './cn-consignment.ts';
import { cnConveyance } from './cn-conveyance.ts';
import { cnEquipment } from './cn-equipment.ts';
import { cnLocation } from './cn-location.ts';
import type { ManifestPurpose } from './cn-manifest-types.ts';
import { linkableConveyance } from './customs-equipment.ts';
import { present, type Reading, timeAt } from './customs-reading.ts';
import { distinct } from './distinct-references.ts';

type Move = Pick<EventFact, 'type' | 'classifier' | 'movement'>;

/** A loading manifest is lodged before loading begins, so it is a plan; arrival and tally report what was seen. */
const MOVES: Readonly<Partial<Record<ManifestPurpose, Move>>> = {
  ARRIVAL: { type: 'GOODS_ARRIVED', classifier: 'ACT', movement: 'EXPORT' },
  LOADING: { type: 'LOAD', classifier: 'PLN', movement: 'EXPORT' },
  IMPORT_TALLY: { type: 'DISCHARGE', classifier: 'ACT', movement: 'IMPORT' },
  EXPORT_TALLY: { type: 'LOAD', classifier: 'ACT', movement: 'EXPORT' },
};

/** What a report says of each box and, where goods came without a box, of each bill. */
interface Moved {
  readonly name: string; // of the key
  readonly holder: XmlElement;
  readonly references: readonly Reference[];
  readonly box?: EquipmentClaim;
}

/** Moves that an arrival, loading or tally message reports; retractions of them where it deletes. */
export function moveFacts(reading: Reading, purpose: ManifestPurpose, context: ManifestContext): Fact[] {
  const move = MOVES[purpose];
  if (!move) return [];
  const conveyance = cnConveyance(reading, context.declaration);
  return moved(reading, context.declaration).flatMap((thing): Fact[] => {
    const base = {
      position: positionOf(thing.holder),
      references: distinct([...thing.references, ...quoteConveyance(linkableConveyance(conveyance))]),
      ...(context.sentAt && { updatedAt: context.sentAt }),
    };
    const key = moveKey(context.type, thing, conveyance);
    if (context.deletes) return [retraction(base, key)];
    const time = moveTime(reading, purpose, thing.holder, context.declaration) ?? context.sentAt;
    if (!time) return [];
    return [
      present<EventFact>({
        kind: 'EVENT',
        ...base,
        key,
        ...move,
        subject: thing.box ? 'EQUIPMENT' : 'GOODS',
        time,
        place: movePlace(reading, move, thing.holder, context.declaration),
        equipment: thing.box,
        conveyance,
        rawCode: `MT${context.type}`,
      }),
    ];
  });
}

/** The standard numbers no events: a report names a box, or a bill, once for each stay of a means of transport. */
function moveKey(type: string, thing: Moved, conveyance: ConveyanceClaim | undefined): string {
  const means = conveyance?.imo ?? conveyance?.plate ?? '';
  return [`MT${type}`, thing.name, means, conveyance?.journey ?? ''].join('|');
}

export function retraction(
  base: Pick<RetractionFact, 'position' | 'references' | 'updatedAt'>,
  key: string,
): RetractionFact {
  return { kind: 'RETRACTION', ...base, target: { key }, reason: 'deleted by its sender (FunctionCode 3)' };
}

/** A box shared by several bills moves once and quotes them all. */
function moved(reading: Reading, declaration: XmlElement): Moved[] {
  const things = new Map<string, Moved>();
  for (const thing of [...children(declaration, 'Consignment'), declaration].flatMap(holder =>
    movedIn(reading, holder),
  )) {
    const known = things.get(thing.name);
    things.set(
      thing.name,
      known ? { ...known, references: distinct([...known.references, ...thing.references]) } : thing,
    );
  }
  return [...things.values()];
}

function movedIn(reading: Reading, holder: XmlElement): Moved[] {
  const bills = billsOf(reading, holder);
  const quoted = [...quote('BL', bills.house), ...quote('BL', bills.master)];
  const boxes = cnEquipment(reading, holder);
  if (boxes.length === 0 && quoted.length > 0) return [{ name: lineKey('', bills), holder, references: quoted }];
  return boxes.map(box => ({ name: box.number, holder, references: [...quoteEquipment([box]), ...quoted], box }));
}

/** Arrival is a day; a tally has the hours at which the work began and ended, stated on the means or beside it. */
function moveTime(reading: Reading, purpose: ManifestPurpose, holder: XmlElement, declaration: XmlElement) {
  const paths: Readonly<Partial<Record<ManifestPurpose, readonly string[]>>> = {
    ARRIVAL: ['UnloadingLocation/ArrivalDate', 'UnloadingLocation/ArrivalDateTime'],
    LOADING: ['LoadingLocation/LoadingDate'],
  };
  const tally = [
    'CompletedDateTime',
    'BorderTransportMeans/CompletedDateTime',
    'ActualDateTime',
    'BorderTransportMeans/ActualDateTime',
  ];
  for (const path of paths[purpose] ?? tally) {
    const time =
      timeAt(reading, holder, path) ?? (holder === declaration ? undefined : timeAt(reading, declaration, path));
    if (time) return time;
  }
  return undefined;
}

function movePlace(reading: Reading, move: Move, holder: XmlElement, declaration: XmlElement): PlaceClaim | undefined {
  const path = move.type === 'LOAD' ? 'LoadingLocation' : 'UnloadingLocation';
  return (
    cnLocation(reading, holder, path) ??
    cnLocation(reading, declaration, path) ??
    cnLocation(reading, declaration, `BorderTransportMeans/${path}`)
  );
}
