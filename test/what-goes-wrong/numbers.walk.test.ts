import { afterAll, beforeAll, expect, test } from 'vitest';
import { bill, box, manifest } from '../../src/adapters/customs/cn-manifest.fixture.ts';
import { openToldHub, type ToldHub } from '../told-hub.fixture.ts';
import { boxMove, exportDeclaration } from './messages.fixture.ts';

/** Placeholders are never identifiers; a wrong check digit is told and links on exact equality. */
let hub: ToldHub;
beforeAll(async () => {
  hub = await openToldHub();
}, 60_000);
afterAll(() => hub?.close());

const found = async (search: string) => {
  const { consignments } = await hub.ask<{
    consignments: {
      nodes: { identifiers: { value: string }[]; issues: { code: string }[]; events: { nodes: { type: string }[] } }[];
    };
  }>(
    'query ($search: String!) { consignments(filter: { search: $search }) { nodes { identifiers { value } issues { code } events { nodes { type } } } } }',
    { search },
  );
  return consignments.nodes;
};

test.each(['0', 'UNKNOWN', '.', '<null/>'])('the placeholder %s joins nobody', async placeholder => {
  const written = placeholder === '<null/>' ? 'NULL' : placeholder;
  const gb = { sender: 'gb-customs', country: 'GB', nullValues: ['0', 'UNKNOWN', '.', 'NULL', ''] };
  const lrn = (side: string) => `N${['0', 'UNKNOWN', '.', '<null/>'].indexOf(placeholder)}${side}`;
  for (const side of ['A', 'B'])
    await hub.tell(
      'customs',
      exportDeclaration({
        lrn: lrn(side),
        at: '20240701080000Z',
        ucr: `4GB553202734852-${lrn(side)}`,
        bill: written,
        box: written,
        seal: written,
      }),
      gb,
    );
  const [one, two] = [await found(lrn('A')), await found(lrn('B'))];
  expect([one.length, two.length]).toEqual([1, 1]);
  expect(one[0]?.identifiers.map(each => each.value)).not.toEqual(two[0]?.identifiers.map(each => each.value));
  expect(await found(written)).toEqual([]);
});

test('a box with a wrong check digit is kept, told, and links on exact equality alone', async () => {
  const [wrong, right] = ['MSKU9065550', 'MSKU9065559'];
  const head = { type: 'MT2101' };
  const said = (number: string, reference: string) =>
    hub.tell('customs', manifest(head, `<Carrier><ID>COSU</ID></Carrier>${bill(reference, '', box(number))}`));
  await said(wrong, 'BADDIGIT');
  await said(right, 'GOODDIGIT');
  const told = await hub.tell('port', boxMove({ id: 'x', code: 'LOAD', box: wrong, time: '2024-05-20T10:00:00Z' }));
  expect(told).toMatchObject({ status: 'ACCEPTED', issues: [{ code: 'CHECK_DIGIT', severity: 'WARNING' }] });
  const [bad] = await found('BADDIGIT');
  expect(bad?.issues.map(each => each.code)).toContain('CHECK_DIGIT');
  expect(bad?.events.nodes.map(each => each.type)).toContain('LOAD');
  expect((await found('GOODDIGIT'))[0]?.events.nodes.map(each => each.type)).not.toContain('LOAD');
});

test('rebuilding gives the same', async () => {
  expect(await hub.isRebuiltEqual()).toBe(true);
});
