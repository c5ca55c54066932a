import { expect, it } from 'vitest';
import { factOf, onlyPart, readWith } from './rail-reading.fixture.ts';
import { smgsRailwayBillXmlAdapter } from './smgs-railway-bill-xml.ts';
import { FLAT_ORDER } from './taf-consignment-order.fixture.ts';
import { tafConsignmentOrderAdapter } from './taf-consignment-order.ts';
import { tafTrainRunningInformationAdapter } from './taf-train-running-information.ts';

const NOTE = `<RailwayBill><Number>555</Number><Contract><PrDocumentNumber>bk 777</PrDocumentNumber></Contract>
  <Container><ContainerID>TGHU 304412-3</ContainerID></Container><Carriage><CarriageID>37 84 4965 123-4</CarriageID></Carriage></RailwayBill>`;

const RUNNING = `<TrainRunningInformationMessage>
  <MessageHeader><MessageReference><MessageDateTime>2024-06-17T02:11:00Z</MessageDateTime></MessageReference></MessageHeader>
  <MessageStatus>1</MessageStatus>
  <TrainOperationalIdentification><TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>2180</Company><Core>-----0041720</Core><Variant>00</Variant><TimetableYear>2024</TimetableYear><StartDate>2024-06-16</StartDate></TransportOperationalIdentifiers></TrainOperationalIdentification>
  <TrainLocationReport><Location><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>54742</LocationPrimaryCode></Location><LocationDateTime>2024-06-17T02:10:00Z</LocationDateTime><TrainLocationStatus>01</TrainLocationStatus></TrainLocationReport>
</TrainRunningInformationMessage>`;

it('quotes the same identifiers in booking, note and train, however their senders write them', () => {
  const booking = factOf(onlyPart(readWith(tafConsignmentOrderAdapter, FLAT_ORDER)), 'BOOKING');
  const note = factOf(onlyPart(readWith(smgsRailwayBillXmlAdapter, NOTE)), 'RAIL_NOTE');
  const train = factOf(onlyPart(readWith(tafTrainRunningInformationAdapter, RUNNING)), 'EVENT');
  const keys = (fact: typeof booking | typeof note | typeof train) =>
    fact.references.map(({ scheme, value }) => `${scheme} ${value}`);
  expect(keys(booking).filter(key => keys(note).includes(key))).toEqual([
    'RAIL_BOOKING BK777',
    'CONTAINER TGHU3044123',
    'WAGON 378449651234',
  ]);
  expect(keys(booking).filter(key => keys(train).includes(key))).toEqual([
    'TRAIN 2180.-----0041720.00.2024.2024-06-16',
  ]);
});
