import { describe, expect, it } from 'vitest';
import {
  codesOf,
  expectEveryPrefixToBeRead,
  factOf,
  onlyPart,
  PROFILE,
  quotedIn,
  readWith,
} from './rail-reading.fixture.ts';
import { ublTransportExecutionPlanAdapter } from './ubl-transport-execution-plan.ts';

const PROVIDER =
  '<cac:TransportServiceProviderParty><cac:PartyIdentification><cbc:ID schemeName="RICS">2180</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>DB Cargo</cbc:Name></cac:PartyName></cac:TransportServiceProviderParty>';

/** A plan for a block train from Hamburg to Duisburg, after a sea leg. */
function plan({
  id = 'TEP 881',
  status = '<cbc:DocumentStatusCode>Confirmed</cbc:DocumentStatusCode>',
  service = '<cbc:TransportServiceCode>1</cbc:TransportServiceCode><cbc:TransportModeCode>2</cbc:TransportModeCode>',
  train = `<cac:RailTransport><cbc:TrainID>2180.-----0041720.00.2024.2024-06-16</cbc:TrainID><cbc:RailCarID>378449651234</cbc:RailCarID></cac:RailTransport>`,
  vessel = '9074729',
  provider = PROVIDER,
  box = 'TCNU1234565',
  ucr = '4DE700123-881',
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<TransportExecutionPlan xmlns="urn:oasis:names:specification:ubl:schema:xsd:TransportExecutionPlan-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:ID>${id}</cbc:ID><cbc:VersionID>2</cbc:VersionID>
  <cbc:IssueDate>2024-06-14</cbc:IssueDate><cbc:IssueTime>10:00:30+02:00</cbc:IssueTime>
  ${status}
  ${provider}
  <cac:TransportExecutionPlanRequestDocumentReference><cbc:ID>TEPR-17</cbc:ID></cac:TransportExecutionPlanRequestDocumentReference>
  <cac:AdditionalDocumentReference><cbc:ID>HLCUHAM240600123</cbc:ID><cbc:DocumentTypeCode>705</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>
  <cac:MainTransportationService>${service}</cac:MainTransportationService>
  <cac:FromLocation><cac:Address><cbc:ID schemeAgencyName="UN" schemeName="UN/LOCODE">DEHAM</cbc:ID><cbc:CityName>Hamburg</cbc:CityName></cac:Address></cac:FromLocation>
  <cac:ToLocation><cac:Address><cbc:CityName>Duisburg</cbc:CityName><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:Address></cac:ToLocation>
  <cac:Consignment>
    <cbc:ID>${ucr}</cbc:ID>
    <cac:ConsigneeParty><cac:PartyName><cbc:Name>Rhein Import GmbH</cbc:Name></cac:PartyName></cac:ConsigneeParty>
    <cac:MainCarriageShipmentStage>
      <cac:TransportMeans>${train}</cac:TransportMeans>
      <cac:PlannedDepartureTransportEvent><cac:Period><cbc:StartDate>2024-06-16</cbc:StartDate><cbc:StartTime>18:00:00+02:00</cbc:StartTime></cac:Period></cac:PlannedDepartureTransportEvent>
      <cac:PlannedArrivalTransportEvent><cac:Period><cbc:StartDate>2024-06-17</cbc:StartDate></cac:Period></cac:PlannedArrivalTransportEvent>
    </cac:MainCarriageShipmentStage>
    <cac:PreCarriageShipmentStage>
      <cbc:TransportModeCode>1</cbc:TransportModeCode>
      <cac:TransportMeans><cbc:JourneyID>424W</cbc:JourneyID><cac:MaritimeTransport><cbc:VesselID>${vessel}</cbc:VesselID></cac:MaritimeTransport></cac:TransportMeans>
    </cac:PreCarriageShipmentStage>
    <cac:TransportHandlingUnit>
      <cac:TransportEquipment>
        <cbc:ID>${box}</cbc:ID><cbc:SizeTypeCode>22G1</cbc:SizeTypeCode><cbc:FullnessIndicationCode>5</cbc:FullnessIndicationCode>
        <cbc:GrossWeightMeasure unitCode="KGM">25000</cbc:GrossWeightMeasure>
        <cac:TransportEquipmentSeal><cbc:ID>UBL-S1</cbc:ID></cac:TransportEquipmentSeal>
        <cac:Package><cbc:Quantity>10</cbc:Quantity><cbc:PackagingTypeCode>PL</cbc:PackagingTypeCode><cac:GoodsItem><cbc:Description>Machine parts</cbc:Description><cac:Item><cac:CommodityClassification><cbc:ItemClassificationCode>848790</cbc:ItemClassificationCode></cac:CommodityClassification></cac:Item></cac:GoodsItem></cac:Package>
      </cac:TransportEquipment>
    </cac:TransportHandlingUnit>
  </cac:Consignment>
</TransportExecutionPlan>`;
}

const partOf = (text: string, profile = PROFILE) => onlyPart(readWith(ublTransportExecutionPlanAdapter, text, profile));

describe('UBL TransportExecutionPlan', () => {
  it('confirms a rail booking and quotes what links it', () => {
    const part = partOf(plan());
    expect(codesOf(part)).toEqual(['WARNING TIME_ZONE_UNKNOWN']);
    const booking = factOf(part, 'BOOKING');
    expect(quotedIn(booking)).toEqual([
      'BL HLCUHAM240600123',
      'CONTAINER TCNU1234565',
      'RAIL_BOOKING 2180/TEP881',
      'RAIL_BOOKING 2180/TEPR-17',
      'SEAL UBL-S1',
      'TRAIN 2180.-----0041720.00.2024.2024-06-16',
      'UCR_D 4DE700123-881',
      'VOYAGE IMO:9074729/424W',
      'WAGON 378449651234',
    ]);
    expect(booking).toMatchObject({
      mode: 'RAIL',
      function: 'CONFIRM',
      number: 'TEP881',
      key: 'TEP881',
      revision: 2,
      carrier: '2180',
      carrierName: 'DB Cargo',
      journey: '2180.-----0041720.00.2024.2024-06-16',
      origin: { codes: [{ scheme: 'UNLOCODE', value: 'DEHAM' }], name: 'Hamburg' },
      destination: { codes: [], name: 'Duisburg', country: 'DE' },
      plannedDeparture: { instant: '2024-06-16T16:00:00.000Z' },
      plannedArrival: { precision: 'DAY' },
    });
    expect(booking.equipment).toEqual([
      {
        number: 'TCNU1234565',
        sizeType: '22G1',
        fullness: 'FULL',
        grossMass: { value: '25000', unit: 'KGM' },
        seals: [{ number: 'UBL-S1' }],
      },
    ]);
    expect(booking.items).toEqual([
      {
        sequence: 1,
        hsCode: '848790',
        description: 'Machine parts',
        packages: { count: 10, kind: 'PL' },
        equipment: ['TCNU1234565'],
      },
    ]);
    expect(factOf(part, 'EVENT')).toMatchObject({
      type: 'BOOKING_CONFIRMED',
      subject: 'BOOKING',
      time: { instant: '2024-06-14T08:00:30.000Z' },
      references: booking.references,
    });
  });

  it.each([
    ['Rejected', 'REJECT', 'BOOKING_REJECTED'],
    ['Cancelled', 'CANCEL', 'BOOKING_CANCELLED'],
    ['Revised', 'CHANGE', 'BOOKING_CHANGED'],
    ['', 'CONFIRM', 'BOOKING_CONFIRMED'],
  ])('DocumentStatusCode "%s" is %s', (status, what, type) => {
    const part = partOf(plan({ status: `<cbc:DocumentStatusCode>${status}</cbc:DocumentStatusCode>` }));
    expect(factOf(part, 'BOOKING').function).toBe(what);
    expect(factOf(part, 'EVENT').type).toBe(type);
  });

  it('refuses a status that decides nothing, until it is mapped', () => {
    const text = plan({ status: '<cbc:DocumentStatusCode>A7</cbc:DocumentStatusCode>' });
    expect(codesOf(partOf(text))).toEqual(['ERROR CODE_UNKNOWN']);
    expect(partOf(text).facts).toEqual([]);
    const mapped = partOf(text, { ...PROFILE, codes: { documentStatus: { A7: 'REJECT' } } });
    expect(factOf(mapped, 'BOOKING').function).toBe('REJECT');
  });

  it.each([
    ['a mode code', { service: '<cbc:TransportModeCode>3</cbc:TransportModeCode>' }, 'ROAD'],
    ['the means of the main carriage', { service: '', train: '<cac:RoadTransport/>' }, 'ROAD'],
    ['nothing: the pre-carriage never decides', { service: '', train: '' }, 'UNKNOWN'],
  ])('keeps the mode told by %s and notes that it is not rail', (_, change, mode) => {
    const part = partOf(plan(change));
    expect(part.issues).toContainEqual(expect.objectContaining({ code: 'NOT_RAIL', severity: 'INFO' }));
    const booking = factOf(part, 'BOOKING');
    expect(booking.mode).toBe(mode);
    expect(quotedIn(booking)).toContain('BOOKING 2180/TEP881');
    expect(quotedIn(booking).some(each => each.startsWith('RAIL_BOOKING'))).toBe(false);
  });

  it('tells rail by the means where no mode is written', () => {
    expect(factOf(partOf(plan({ service: '' })), 'BOOKING').mode).toBe('RAIL');
  });

  it('takes no GLN for a carrier code, no wrong IMO number for a vessel and no local number for a UCR', () => {
    const provider = PROVIDER.replace('RICS', 'GLN').replace('2180', '4058673827641');
    const part = partOf(plan({ provider, vessel: '9074720', ucr: 'CON_1' }));
    const quoted = quotedIn(factOf(part, 'BOOKING'));
    expect(quoted).toContain('RAIL_BOOKING TEP881');
    expect(quoted.some(each => /VOYAGE|UCR/.test(each))).toBe(false);
    expect(codesOf(part)).toContain('WARNING VALUE');
  });

  it('quotes no bare train number', () => {
    const booking = factOf(
      partOf(plan({ train: '<cac:RailTransport><cbc:TrainID>41720</cbc:TrainID></cac:RailTransport>' })),
      'BOOKING',
    );
    expect(booking.journey).toBe('41720');
    expect(quotedIn(booking).some(each => each.startsWith('TRAIN'))).toBe(false);
  });

  it('refuses a plan without a number', () => {
    expect(codesOf(partOf(plan({ id: '' })))).toEqual(['ERROR STRUCTURE']);
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(ublTransportExecutionPlanAdapter, plan());
  });
});
