import type { PlaceClaim } from '../../messages/claims.ts';
import type { RailNoteFact } from '../../messages/fact.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import { normaliseNumber, type Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import type { Located } from '../formats/json-pointer.ts';
import { cefactGuideline, cefactTypeCode, checkCefactDocument, isCefactDocument } from './cefact-document.ts';
import { cefactEquipment, quoteLoad } from './cefact-equipment.ts';
import { cefactItems } from './cefact-items.ts';
import { cefactMass, cefactPlace, cefactTime, content, each, pointerPosition } from './cefact-json.ts';
import { cefactParties } from './cefact-parties.ts';
import { cefactReferences } from './cefact-references.ts';
import { distinctReferences } from './distinct-references.ts';
import { IssueList } from './issue-list.ts';
import { distinct } from './rail-equipment.ts';
import { railNoteFacts } from './rail-note-facts.ts';
import { refusedMessage } from './refused-message.ts';
import { stated } from './stated.ts';
import { quoteTrain } from './train-id.ts';
import { wholeNumber } from './whole-number.ts';

const TYPE = 'UN/CEFACT SMGSConsignmentNote D23B';

/** UNTDID 1001: 720 rail consignment note, 722 road list SMGS. */
const NOTE_DOCUMENTS = ['720', '722'];

/** UN/CEFACT D23B SMGSConsignmentNote and MMTCIM-SMGSConsignmentNote. */
export const smgsConsignmentNoteJsonAdapter: Adapter = {
  name: 'rail/smgs-consignment-note-json',
  version: 1,
  kind: 'rail',
  recognises: glance => isCefactDocument(glance) && isNote(glance.json),
  read,
};

/** A booking may name the note it asks for as its document type. */
function isNote(document: unknown): boolean {
  const guideline = cefactGuideline(document);
  if (/booking/i.test(guideline)) return false;
  return NOTE_DOCUMENTS.includes(cefactTypeCode(document) ?? '') || /SMGS|CIM\b/i.test(guideline);
}

function read({ json }: MessageGlance, profile: MappingProfile): ReadResult {
  const issues = checkCefactDocument(json);
  if (issues.length > 0) return refusedMessage(TYPE, ...issues);
  const consignments = each(json, '', 'specifiedConsignment');
  return {
    messageType: TYPE,
    parts: consignments.map(consignment => readNote(json, consignment, consignments.length === 1, profile)),
  };
}

function readNote(document: unknown, { pointer }: Located, only: boolean, profile: MappingProfile): ReadPart {
  const issues = new IssueList();
  const numbers = noteNumbers(document, pointer, only, profile);
  const [number] = numbers;
  if (number === undefined) {
    const remedy = 'send the number of the note (box 29) in exchangedDocument.id or carrierAssignedId';
    issues.refuse('STRUCTURE', pointerPosition(pointer), 'the consignment note has no number', remedy);
    return { facts: [], issues: issues.all };
  }
  const issuedAt = cefactTime(document, '/exchangedDocument', ['issueDateTime'], profile.timeZone, issues);
  const note = noteOf(document, pointer, { number, numbers, issuedAt }, profile, issues);
  const facts = railNoteFacts(note, note.contractedAt ?? issuedAt, isCancelled(document));
  return { reference: number, facts: issues.refused ? [] : facts, issues: issues.all };
}

interface Heading {
  readonly number: string;
  readonly numbers: readonly string[];
  readonly issuedAt: TimeValue | undefined;
}

function noteOf(
  document: unknown,
  pointer: string,
  { number, numbers, issuedAt }: Heading,
  profile: MappingProfile,
  issues: IssueList,
): RailNoteFact {
  const carrier = content(document, pointer, 'carrier', 'id') ?? profile.carrier;
  const load = cefactEquipment(document, pointer, profile, issues);
  const journey = journeyOf(document, pointer);
  const quoted = [
    ...numbers.flatMap(value => quote('RAIL_NOTE', value, carrier)),
    ...cefactReferences(document, pointer),
    ...quoteLoad(load),
    ...quoteTrain(journey),
  ];
  const references = distinctReferences(quoted, profile);
  return stated<RailNoteFact>({
    kind: 'RAIL_NOTE',
    position: pointerPosition(pointer),
    references,
    key: `${carrier ?? ''}/${number}`,
    revision: wholeNumber(content(document, '/exchangedDocument', 'versionId')),
    updatedAt: issuedAt,
    number,
    noteType: noteType(document),
    carrier,
    parties: cefactParties(document, pointer),
    items: cefactItems(document, pointer, profile),
    equipment: load.equipment,
    wagons: load.wagons,
    journey,
    bookingNumber: valuesOf(references, 'RAIL_BOOKING')[0],
    declarations: valuesOf(references, 'DECLARATION'),
    grossMass: cefactMass(document, pointer, 'grossWeight'),
    ...carriageOf(document, pointer, profile, issues),
    issues: issues.doubts,
  });
}

/** The note's own number first; where one message holds several notes, each consignment's. */
function noteNumbers(document: unknown, pointer: string, only: boolean, profile: MappingProfile): string[] {
  const own = only ? [content(document, '/exchangedDocument', 'id')] : [];
  const stands = [...own, content(document, pointer, 'carrierAssignedId'), content(document, pointer, 'id')];
  const usable = stands.filter(number => number !== undefined && !isNullValue(profile, number));
  return distinct(usable.map(number => number && normaliseNumber(number)));
}

/** UNTDID 1225: 1 cancellation, 3 deletion. */
function isCancelled(document: unknown): boolean {
  return ['1', '3'].includes(content(document, '/exchangedDocument', 'purposeCode') ?? '');
}

function noteType(document: unknown): RailNoteFact['noteType'] {
  const guideline = cefactGuideline(document);
  if (!/CIM/i.test(guideline)) return 'SMGS';
  return /SMGS/i.test(guideline) ? 'CIM_SMGS' : 'CIM';
}

function valuesOf(references: readonly Reference[], scheme: Reference['scheme']): string[] {
  return references.filter(reference => reference.scheme === scheme).map(({ value }) => value);
}

const CARRIAGE = 'mainCarriageLogisticsTransportMovement';

function journeyOf(document: unknown, pointer: string): string | undefined {
  return (
    content(document, pointer, CARRIAGE, 'id') ??
    content(document, pointer, 'specifiedLogisticsTransportMovement', 'id')
  );
}

/** Boxes 2, 5, 6, 26 and 27: where from, where to, over which border stations, when contracted and when arrived. */
function carriageOf(
  document: unknown,
  pointer: string,
  profile: MappingProfile,
  issues: IssueList,
): Pick<RailNoteFact, 'contractedAt' | 'arrivedAt' | 'origin' | 'destination' | 'borderStations'> {
  const places = (...path: string[]) =>
    each(document, pointer, ...path).map(location => cefactPlace(document, location, profile, issues));
  const time = (...path: string[]) => cefactTime(document, pointer, path, profile.timeZone, issues);
  const borders = [
    ...places(CARRIAGE, 'itineraryRoute', 'itineraryStopEvent'),
    ...places(CARRIAGE, 'transshipmentIntermediateEvent', 'occurrenceLogisticsLocation'),
    ...places('transshipmentLogisticsLocation'),
  ];
  return {
    contractedAt: time('carrierAcceptanceDateTime'),
    arrivedAt:
      time(CARRIAGE, 'arrivalEvent', 'actualOccurrenceDateTime') ?? time('deliveryEvent', 'actualOccurrenceDateTime'),
    origin: places(CARRIAGE, 'departureEvent', 'occurrenceLogisticsLocation')[0],
    destination:
      places(CARRIAGE, 'arrivalEvent', 'occurrenceLogisticsLocation')[0] ??
      places('finalDestinationLogisticsLocation')[0],
    borderStations: borders.filter((place): place is PlaceClaim => place !== undefined),
  };
}
