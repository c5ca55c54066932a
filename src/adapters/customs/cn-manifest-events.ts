import type { EquipmentClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, RetractionFact } from '../../messages/fact.ts';
import { quote, quoteConveyance, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, positionOf } from '../formats/xml-navigation.ts';
import { type Bills, billsOf, lineKey } from './cn-consignment.ts';
import { cnEquipment } from './cn-equipment.ts';
import { cnLocation } from './cn-location.ts';
import { type ManifestHeader, movedAt } from './cn-manifest-header.ts';
import type { ManifestPurpose } from './cn-manifest-types.ts';
import { linkableConveyance } from './customs-equipment.ts';
import { present, type Reading, someOf } from './customs-reading.ts';
import { distinct } from './distinct-references.ts';
import { grouped } from './grouped.ts';

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
  readonly ofLine: boolean;
  readonly references: readonly Reference[];
  readonly box?: EquipmentClaim;
}

/** Moves that an arrival, loading or tally message reports; retractions of them where it deletes. */
export function moveFacts(reading: Reading, declaration: XmlElement, header: ManifestHeader): Fact[] {
  const move = MOVES[header.purpose];
  if (!move) return [];
  const voyage = quoteConveyance(linkableConveyance(header.conveyance));
  return moved(reading, declaration).flatMap((thing): Fact[] => {
    const base = {
      position: positionOf(thing.holder),
      references: distinct([...thing.references, ...voyage]),
      ...(header.sentAt && { updatedAt: header.sentAt }),
    };
    const key = moveKey(thing, header);
    if (header.deletes) return [retraction(base, key)];
    return moveEvent(silent(reading), { ...base, key, ...move }, thing, header);
  });
}

type MoveBase = Pick<EventFact, 'position' | 'references' | 'updatedAt' | 'key'> & Move;

/** Times and places of the line come before those of the head. */
function moveEvent(reading: Reading, base: MoveBase, thing: Moved, header: ManifestHeader): EventFact[] {
  const ofLine = thing.ofLine ? thing.holder : undefined;
  const time = (ofLine && movedAt(reading, header.purpose, ofLine)) ?? header.movedAt ?? header.sentAt;
  if (!time) return [];
  const loads = base.type === 'LOAD';
  const place = cnLocation(reading, ofLine, loads ? 'LoadingLocation' : 'UnloadingLocation');
  return [
    present<EventFact>({
      kind: 'EVENT',
      ...base,
      subject: thing.box ? 'EQUIPMENT' : 'GOODS',
      time,
      place: place ?? (loads ? header.loading : header.unloading),
      equipment: thing.box,
      conveyance: header.conveyance,
      rawCode: `MT${header.type}`,
      issues: someOf(header.issues),
    }),
  ];
}

/** The standard numbers no events: a report names a box, or a bill, once for each stay of a means of transport. */
function moveKey(thing: Moved, { type, conveyance }: ManifestHeader): string {
  const means = conveyance?.imo ?? conveyance?.plate ?? '';
  return [`MT${type}`, thing.name, means, conveyance?.journey ?? ''].join('|');
}

export function retraction(
  base: Pick<RetractionFact, 'position' | 'references' | 'updatedAt'>,
  key: string,
): RetractionFact {
  return { kind: 'RETRACTION', ...base, target: { key }, reason: 'deleted by its sender (FunctionCode 3)' };
}

/** A box shared by several bills moves once and quotes them all. Boxes outside of the lines stand in the declaration itself. */
function moved(reading: Reading, declaration: XmlElement): Moved[] {
  const inLines = children(declaration, 'Consignment').flatMap(line => movedInLine(silent(reading), line));
  const outside = cnEquipment(reading, declaration).map(box => ({ ...movedBox(box, declaration, []), ofLine: false }));
  return grouped([...inLines, ...outside], ({ name }) => name).flatMap(same => {
    const [first] = same;
    return first ? [{ ...first, references: same.flatMap(({ references }) => references) }] : [];
  });
}

function movedInLine(reading: Reading, line: XmlElement): Moved[] {
  const bills = billsOf(reading, line);
  const quoted = quoteBills(bills);
  const boxes = cnEquipment(reading, line);
  if (boxes.length > 0) return boxes.map(box => movedBox(box, line, quoted));
  return quoted.length === 0 ? [] : [{ name: lineKey('', bills), holder: line, ofLine: true, references: quoted }];
}

function movedBox(box: EquipmentClaim, holder: XmlElement, bills: readonly Reference[]): Moved {
  return { name: box.number, holder, ofLine: true, references: [...quoteEquipment([box]), ...bills], box };
}

function quoteBills({ house, master }: Bills): Reference[] {
  return [...quote('BL', house), ...quote('BL', master)];
}

/** The lines raised their own doubts when they were read as documents. */
function silent(reading: Reading): Reading {
  return { ...reading, issues: [] };
}
