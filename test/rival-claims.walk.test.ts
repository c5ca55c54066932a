import { afterAll, beforeAll, expect, test } from 'vitest';
import { GATE_IN } from '../src/adapters/port/edifact-box.fixture.ts';
import { WEIGHINGS } from '../src/adapters/port/edifact-orders.fixture.ts';
import { openToldHub, type ToldHub } from './told-hub.fixture.ts';
import { transportDocument } from './what-goes-wrong/messages.fixture.ts';

/** A bill by its carrier (DCSA eBL), the same bill by the forwarder, the gate (CODECO) and the weighbridge (VERMAS) of one box. */
const [BILL, BOX] = ['RIVALS1', 'CSQU3054383'];
const stated = (kilograms: number, packages: number, placeOfDelivery: string) => {
  const bill = JSON.parse(
    transportDocument(BILL, '2026-03-08', [{ hs: '820210', in: [{ box: BOX, kilograms, packages }] }]),
  );
  return JSON.stringify({
    ...bill,
    transports: { ...bill.transports, placeOfDelivery: { UNLocationCode: placeOfDelivery } },
  });
};

let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const RIVALS = `query ($number: String!) {
  consignments(filter: { search: $number }) { nodes {
    weight { best { mass { value unit } source { partner } } basis assertions { fact { kind } } spreadKilograms conflict conflictRule }
    packageCount { best { count } spread conflict }
    statedDestination { best { place { unlocode } } assertions { place { unlocode } } conflict }
    equipmentUses {
      weight { conflict }
      verified: weight(kind: VERIFIED) { assertions { mass { value } source { partner } } spreadKilograms conflict }
      sealNumber { best { number action } basis assertions { number action } conflict }
    }
    issues { code }
  } }
}`;
interface Rivals {
  readonly weight: object;
  readonly packageCount: object;
  readonly statedDestination: object;
  readonly equipmentUses: readonly object[];
  readonly issues: readonly { readonly code: string }[];
}
const rivals = async (): Promise<Rivals> => {
  const { consignments } = await hub.ask<{ consignments: { nodes: [Rivals] } }>(RIVALS, { number: BILL });
  expect(consignments.nodes).toHaveLength(1);
  return consignments.nodes[0];
};

test('one source alone contradicts nobody', async () => {
  await hub.tell('shipping', stated(20_000, 10, 'SGSIN'), { sender: 'carrier' });
  expect(await rivals()).toMatchObject({
    weight: {
      best: { mass: { value: '20000', unit: 'KGM' }, source: { partner: 'carrier' } },
      basis: 'ONLY_CLAIM',
      spreadKilograms: 0,
      conflict: false,
    },
    packageCount: { best: { count: 10 }, spread: 0, conflict: false },
    statedDestination: { best: { place: { unlocode: 'SGSIN' } }, conflict: false },
    equipmentUses: [{ sealNumber: { best: { number: 'SL4383' }, basis: 'DECLARED', conflict: false } }],
  });
});

test('two sources that differ are shown with how far, and what is a conflict by the rule of each value', async () => {
  await hub.tell('shipping', stated(20_150, 12, 'MYPKG'), { sender: 'forwarder' });
  const near = await rivals();
  expect(near).toMatchObject({
    weight: { assertions: [{ fact: { kind: 'TRANSPORT_DOCUMENT' } }, {}], spreadKilograms: 150, conflict: false },
    packageCount: { spread: 2, conflict: true },
    statedDestination: { assertions: [{}, {}], conflict: true },
  });
  await hub.tell('shipping', stated(20_400, 12, 'MYPKG'), { sender: 'consolidator' });
  expect(await rivals()).toMatchObject({ weight: { spreadKilograms: 400, conflict: true } });
});

test('a box weighed apart by more than 5 % and 500 kg, and sealed otherwise than declared', async () => {
  const gateIn = GATE_IN.replaceAll('COS:', 'LNC:').replace('RFF+ABT:425820260000012345', 'FTX+AAI+++TOOLS');
  const [gate, weighings] = [gateIn, WEIGHINGS].map(each => each.replaceAll('COSU6123456780', `BK${BILL}`));
  await hub.tell('port', gate ?? '', { sender: 'terminal', timeZone: 'Asia/Shanghai' });
  await hub.tell('port', weighings?.replace('21850', '22300') ?? '', {
    sender: 'weighbridge',
    timeZone: 'Asia/Shanghai',
  });
  const [gated] = (await rivals()).equipmentUses;
  expect(gated).toMatchObject({
    verified: { spreadKilograms: 450, conflict: false },
    sealNumber: { best: { number: 'CS884512', action: 'READ' }, basis: 'ON_THE_BOX', conflict: true },
  });
  await hub.tell('port', weighings?.replace('21850', '23500') ?? '', {
    sender: 'second-weighbridge',
    timeZone: 'Asia/Shanghai',
  });
  const { equipmentUses, issues } = await rivals();
  expect(equipmentUses[0]).toMatchObject({ weight: null, verified: { spreadKilograms: 1_650, conflict: true } });
  expect(issues.map(each => each.code)).toContain('SEAL_MISMATCH');
});
