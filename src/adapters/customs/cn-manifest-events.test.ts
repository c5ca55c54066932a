import { describe, expect, it } from 'vitest';
import { bill, box, manifest, VESSEL } from './cn-manifest.fixture.ts';
import { cnManifestAdapter } from './cn-manifest.ts';
import { glanceAt, PROFILE } from './glance.fixture.ts';

function read(text: string, profile = PROFILE) {
  const glance = glanceAt(text);
  expect(cnManifestAdapter.recognises(glance)).toBe(true);
  const { messageType, parts } = cnManifestAdapter.read(glance, profile);
  const facts = parts[0]?.facts ?? [];
  return { messageType, part: parts[0], facts, codes: parts[0]?.issues.map(({ code }) => code) };
}

const SENT = {
  raw: '20240518093649890',
  instant: '2024-05-18T01:36:49.890Z',
  zoneSource: 'PLACE',
  precision: 'MILLISECOND',
};

describe('reports', () => {
  it('MT3101: goods arrived at the supervised place, to be exported', () => {
    const content = `<DeclarationOfficeID>2904</DeclarationOfficeID>${VESSEL}<UnloadingLocation><ID>CNZOS/2904</ID><ArrivalDate>20240518</ArrivalDate></UnloadingLocation>${box('MSKU9065559')}`;
    expect(read(manifest({ type: 'MT3101', functionCode: '2' }, content)).facts).toMatchObject([
      {
        kind: 'EVENT',
        type: 'GOODS_ARRIVED',
        classifier: 'ACT',
        movement: 'EXPORT',
        subject: 'EQUIPMENT',
        key: 'MT3101|MSKU9065559|9321483|FA412W',
        time: { raw: '20240518', instant: '2024-05-17T16:00:00.000Z', precision: 'DAY' },
        place: {
          codes: [
            { scheme: 'UNLOCODE', value: 'CNZOS' },
            { scheme: 'CN_CUSTOMS', value: '2904' },
          ],
        },
        equipment: { number: 'MSKU9065559' },
        references: [
          { scheme: 'CONTAINER', value: 'MSKU9065559' },
          { scheme: 'VOYAGE', value: 'IMO:9321483/FA412W' },
        ],
        rawCode: 'MT3101',
      },
    ]);
  });

  it('MT3101: goods without a box arrive under their bill', () => {
    const { facts } = read(manifest({ type: 'MT3101' }, `${VESSEL}${bill('B1')}`));
    expect(facts.map(({ kind }) => kind)).toEqual(['TRANSPORT_DOCUMENT', 'EVENT']);
    expect(facts[1]).toMatchObject({ subject: 'GOODS', time: SENT, references: [{ scheme: 'BL', value: 'B1' }, {}] });
  });

  it('MT4101: what is to be loaded is a plan, at the hour that ends in the code of Beijing time', () => {
    const line = `<LoadingLocation><ID>CNQGD/4218</ID><LoadingDate>202405200800086</LoadingDate></LoadingLocation>${box('MSKU9065559')}`;
    expect(read(manifest({ type: 'MT4101' }, VESSEL + bill('B1', '', line))).facts[1]).toMatchObject({
      type: 'LOAD',
      classifier: 'PLN',
      time: { raw: '202405200800086', instant: '2024-05-20T00:00:00.000Z', zoneSource: 'EXPLICIT' },
      place: { codes: [{ value: 'CNQGD' }, { value: '4218' }] },
    });
  });

  it.each([
    ['MT5101', 'DISCHARGE', 'IMPORT'],
    ['MT5102', 'LOAD', 'EXPORT'],
  ])('%s: the tally reports %s', (type, event, movement) => {
    const means = VESSEL.replace(
      '</B',
      '<ActualDateTime>20240520080000</ActualDateTime><CompletedDateTime>20240520173000</CompletedDateTime></B',
    );
    const { facts } = read(
      manifest({ type }, means + bill('B1', 'H1', box('MSKU9065559')) + bill('B1', 'H2', box('MSKU9065559'))),
    );
    const moves = facts.filter(({ kind }) => kind === 'EVENT');
    expect(moves).toMatchObject([
      {
        type: event,
        classifier: 'ACT',
        movement,
        time: { raw: '20240520173000', instant: '2024-05-20T09:30:00.000Z' },
      },
    ]);
    expect(moves[0]?.references.filter(({ scheme }) => scheme === 'BL').map(({ value }) => value)).toEqual([
      'H1',
      'B1',
      'H2',
    ]);
  });
});
