import { cnManifestAdapter } from '../adapters/customs/cn-manifest.ts';
import { dcsaTrackAndTrace3Adapter } from '../adapters/port/dcsa-track-and-trace-3.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../messages/mapping-profile.ts';
import { containerCheckDigit } from '../vocabulary/container-number.ts';
import type { Delivery } from './receive-message.ts';

export const GENERATED_ADAPTERS = [cnManifestAdapter, dcsaTrackAndTrace3Adapter];

const customs = profile('customs-office');
const terminal = profile('terminal');

function profile(sender: string): MappingProfile {
  return {
    sender,
    country: 'CN',
    characterSet: 'utf-8',
    nullValues: DEFAULT_NULL_VALUES,
    codes: {},
    places: {},
    allOrNothing: false,
  };
}

/** The life of so many boxes as ten messages each: a manifest line under a master that two houses share, and nine events. */
export function generatedMessages(boxes: number): Delivery[] {
  return Array.from({ length: boxes }, (_, i) => [
    delivery('customs', customs, manifestOf(i)),
    ...MOVES.map((move, step) => delivery('port', terminal, eventOf(i, step, move))),
  ]).flat();
}

function delivery(feed: FeedKind, sender: MappingProfile, text: string): Delivery {
  return { feed, profile: sender, bytes: new TextEncoder().encode(text) };
}

function manifestOf(i: number): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Manifest xmlns="urn:Declaration:datamodel:standard:CN:MT2101:1"><Head><MessageID>${i}</MessageID><FunctionCode>9</FunctionCode><MessageType>MT2101</MessageType><SenderID>4227</SenderID><SendTime>20260101080000000</SendTime><Version>1.0</Version></Head>
<Declaration><Carrier><ID>COSU</ID></Carrier><BorderTransportMeans><JourneyID>${voyage(i)}</JourneyID><TypeCode>1</TypeCode><ID>UN9321483</ID><Name>EMMA</Name></BorderTransportMeans>
<Consignment><TransportContractDocument><ID>M${Math.floor(i / 2)}</ID></TransportContractDocument><AssociatedTransportDocument><ID>H${i}</ID></AssociatedTransportDocument>
<LoadingLocation><ID>CNTXG</ID></LoadingLocation><UnloadingLocation><ID>SGSIN</ID></UnloadingLocation>
<Consignee><Name>Buyer ${i}</Name></Consignee><Consignor><Name>Seller ${i}</Name></Consignor>
<TransportEquipment><EquipmentIdentification><ID>${boxOf(i)}</ID></EquipmentIdentification><CharacteristicCode>45G1</CharacteristicCode><FullnessCode>8</FullnessCode></TransportEquipment>
<ConsignmentItem><SequenceNumeric>1</SequenceNumeric><Commodity><CargoDescription>HAND SAWS</CargoDescription></Commodity></ConsignmentItem></Consignment></Declaration></Manifest>`;
}

type Move = readonly [code: string, movement: string, classifier: 'ACT' | 'EST', retracts?: number];

const MOVES: readonly Move[] = [
  ['PICK', 'EXPORT', 'ACT'],
  ['GTIN', 'EXPORT', 'ACT'],
  ['LOAD', 'EXPORT', 'EST'],
  ['LOAD', 'EXPORT', 'ACT'],
  ['DISC', 'IMPORT', 'ACT'],
  ['GTIN', 'EXPORT', 'ACT', 1],
  ['GTOT', 'IMPORT', 'ACT'],
  ['STRP', 'IMPORT', 'ACT'],
  ['GTIN', 'IMPORT', 'ACT'],
];

/** Every fourth box is a second trip of an earlier one, half a year later. */
function eventOf(i: number, step: number, [code, movement, classifier, retracts]: Move): string {
  const time = new Date(Date.UTC(2026, tripOf(i) * 6, 1 + (i % 20) + step)).toISOString();
  return JSON.stringify({
    eventID: `e-${i}-${retracts ?? step}`,
    eventRouting: {
      originatingParty: { partyCode: 'COSU', codeListProvider: 'SMDG', codeListName: 'LCL', partyFunction: 'CA' },
    },
    eventDateTime: time,
    eventUpdatedDateTime: time,
    ...(retracts !== undefined && { isRetracted: true }),
    eventClassification: { eventTypeCode: 'EQUIPMENT', eventClassifierCode: classifier, equipmentEventTypeCode: code },
    eventLocation: { UNLocationCode: step < 4 ? 'CNTXG' : 'SGSIN', locationName: 'Port' },
    equipmentDetails: { equipmentReference: boxOf(i), emptyIndicatorCode: 'LADEN', movementType: movement },
    ...(step % 3 === 1 && { shipmentDetails: { documentReference: { typeCode: 'TRD', reference: `H${i}` } } }),
  });
}

function tripOf(i: number): number {
  return i % 4 === 3 ? 1 : 0;
}

function boxOf(i: number): string {
  const serial = `TGHU${String(tripOf(i) === 1 ? i - 2 : i).padStart(6, '0')}`;
  return `${serial}${containerCheckDigit(serial)}`;
}

function voyage(i: number): string {
  return `${Math.floor(i / 20)}${tripOf(i)}E`;
}
