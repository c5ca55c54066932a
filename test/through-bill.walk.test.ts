import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToldHub, type ToldHub } from './told-hub.fixture.ts';
import { transportDocument } from './what-goes-wrong/messages.fixture.ts';

/** Sea and rail under one through bill: the carrier's bill (DCSA eBL) as far as the inland terminal, the rail note (SMGS) that carries it on. */
const [BILL, BOX, NOTE] = ['THRU77001', 'FESU5142233', '32154789'];
/** Stations of the SMGS tariff. */
const [QINZHOU, CHONGQING] = ['498070', '532160'];
const TRAIN = '0033.-----X8155.00.2026.2026-04-02';

const bill = (onCarriageBy?: string, more: object = {}, number = BILL, box = BOX) => {
  const sea = JSON.parse(
    transportDocument(number, '2026-03-08', [{ hs: '848210', in: [{ box, kilograms: 22_000, packages: 80 }] }]),
  );
  const transports = {
    plannedDepartureDate: '2026-03-08',
    plannedArrivalDate: '2026-03-28',
    portOfLoading: { UNLocationCode: 'SGSIN' },
    portOfDischarge: { UNLocationCode: 'CNTXG' },
    placeOfDelivery: { UNLocationCode: 'KZALA' },
    vesselVoyages: [
      { vesselName: 'ONWARD', carrierExportVoyageNumber: '402E', universalExportVoyageReference: '2602E' },
    ],
    ...(onCarriageBy && { onCarriageBy }),
  };
  return JSON.stringify({ ...sea, transports, ...more });
};

const content = (text: string) => ({ content: text });
const railNote = ({ note = NOTE, carries = BILL, box = BOX, train = TRAIN, from = '135007', to = '700007' } = {}) =>
  JSON.stringify({
    exchangedDocumentContext: { guidelineSpecifiedDocumentContextParameter: [{ id: content('SMGSConsignmentNote') }] },
    exchangedDocument: {
      id: content(note),
      typeCode: { content: '722', listAgencyId: '6' },
      issueDateTime: '2026-04-01T09:00:00+08:00',
      purposeCode: [content('9')],
      versionId: content('1'),
    },
    exchangedDeclaration: { typeCode: content('722') },
    specifiedConsignment: [
      {
        carrierAcceptanceDateTime: '2026-04-01T11:30:00+08:00',
        grossWeight: [{ content: 22000, unitCode: 'KGM' }],
        carrier: { id: [content('0033')], name: [content('China Railway')] },
        associatedReferencedDocument: [{ typeCode: content('761'), id: [content(carries)] }],
        utilizedLogisticsTransportEquipment: [{ id: content(box), categoryCode: content('CN') }],
        mainCarriageLogisticsTransportMovement: [
          {
            modeCode: content('2'),
            id: content(train),
            departureEvent: [{ occurrenceLogisticsLocation: { id: [content(from)] } }],
            arrivalEvent: [{ occurrenceLogisticsLocation: { id: [content(to)] } }],
          },
        ],
      },
    ],
  });

let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const WHOLE = `query ($number: String!) {
  consignments(filter: { search: $number }) { nodes {
    id
    transportDocuments { number type relations { type number } }
    legs { mode }
    statedDestination { best { place { unlocode } } }
    equipmentUses { equipment { number } }
  } }
}`;
const whole = async (number: string) =>
  (await hub.ask<{ consignments: { nodes: readonly { id: string; legs: { mode: string }[] }[] } }>(WHOLE, { number }))
    .consignments.nodes;

test('a bill under which the carrier arranges the inland leg too is a through bill; a waybill stays one', async () => {
  await hub.tell('shipping', bill(), { sender: 'carrier' });
  expect(await whole(BILL)).toMatchObject([{ transportDocuments: [{ number: BILL, type: 'MASTER_BL' }] }]);
  await hub.tell('shipping', bill('RAIL', { transportDocumentSubReference: '2' }), { sender: 'carrier' });
  expect(await whole(BILL)).toMatchObject([{ transportDocuments: [{ number: BILL, type: 'THROUGH_BILL' }] }]);
  const waybill = { transportDocumentTypeCode: 'SWB' };
  await hub.tell('shipping', bill('RAIL', waybill, 'SWB77001', 'CSQU3054383'), { sender: 'carrier' });
  expect(await whole('SWB77001')).toMatchObject([{ transportDocuments: [{ type: 'SEA_WAYBILL' }] }]);
});

test('the rail note continues it: one consignment by sea and by rail, found by either number', async () => {
  await hub.tell('rail', railNote(), { sender: 'railway' });
  const [consignment, none] = await whole(BILL);
  expect(none).toBeUndefined();
  expect(consignment).toMatchObject({
    transportDocuments: [
      { number: BILL, type: 'THROUGH_BILL', relations: [{ type: 'CONTINUED_BY', number: NOTE }] },
      { number: NOTE, type: 'SMGS', relations: [{ type: 'CONTINUES', number: BILL }] },
    ],
    statedDestination: { best: { place: { unlocode: 'KZALA' } } },
    equipmentUses: [{ equipment: { number: BOX } }],
  });
  expect(consignment?.legs.map(leg => leg.mode).sort()).toEqual(['RAIL', 'SEA']);
  expect((await whole(NOTE)).map(each => each.id)).toEqual([consignment?.id]);
  expect(await hub.isRebuiltEqual()).toBe(true);
});

test('goods from abroad that go on by rail within the country ask for a transit declaration', async () => {
  const [number, box] = ['THRU77002', 'CSQU3054383'];
  const inland = {
    transports: { ...JSON.parse(bill('RAIL')).transports, portOfDischarge: { UNLocationCode: 'CNQZH' } },
  };
  await hub.tell('shipping', bill('RAIL', inland, number, box), { sender: 'carrier' });
  const onward = { note: '32154790', carries: number, box, train: TRAIN.replace('8155', '8156') };
  await hub.tell('rail', railNote({ ...onward, from: QINZHOU, to: CHONGQING }), { sender: 'railway' });
  const { consignment } = await hub.ask<{ consignment: object }>(
    `{ consignment(where: { transportDocument: { number: "${number}" } }) { legs { mode customsMove } issues { code severity message } } }`,
  );
  expect(consignment).toMatchObject({
    legs: expect.arrayContaining([{ mode: 'RAIL', customsMove: 'TRANSIT' }]),
    issues: expect.arrayContaining([
      expect.objectContaining({ code: 'TRANSIT_DECLARATION_MISSING', severity: 'INFO' }),
    ]),
  });
});
