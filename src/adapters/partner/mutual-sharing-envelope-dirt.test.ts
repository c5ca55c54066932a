import { describe, expect, test } from 'vitest';
import {
  assistanceRequest,
  declarationShare,
  inspectionResult,
  quarantineNotice,
  readOne,
  withdrawal,
  withMember,
} from './mutual-sharing-envelope.fixture.ts';

const goods = 'payload.Declaration.GoodsShipment';
const means = 'payload.QuarantineNotice.BorderTransportMeans';

describe('what the schema refuses, at its place', () => {
  test.each<[string, unknown, string]>([
    ['a version of the future', withMember(declarationShare, 'mutualSharing', '2.0'), '/mutualSharing'],
    ['a time without offset', withMember(declarationShare, 'messageTime', '2026-03-02T18:20:00'), '/messageTime'],
    ['a day that is none', withMember(declarationShare, 'messageTime', '2026-02-30T18:20:00Z'), '/messageTime'],
    ['a sender without country', withMember(declarationShare, 'sender', 'Customs'), '/sender'],
    ['an unknown kind', withMember(declarationShare, 'kind', 'GOSSIP'), '/kind'],
    ['an unknown member', withMember(declarationShare, 'priority', 1), '/priority'],
    ['a payload of another kind', withMember(declarationShare, 'kind', 'INSPECTION_RESULT'), '/payload'],
    ['no payload', withMember(declarationShare, 'payload', undefined), ''],
    ['revision 2 of nothing', withMember(declarationShare, 'revision', 2), ''],
    ['a withdrawal with a payload', { ...declarationShare, withdraws: 'sg-0001', reason: 'x' }, '/payload'],
    ['a withdrawal without a reason', withMember(withdrawal, 'reason', undefined), ''],
    [
      'a mass as a number',
      withMember(declarationShare, 'payload.Declaration.TotalGrossMassMeasure.value', 24600.5),
      '/payload/Declaration/TotalGrossMassMeasure/value',
    ],
    [
      'a mass in a national unit',
      withMember(declarationShare, 'payload.Declaration.TotalGrossMassMeasure.unitCode', 'KG'),
      '/payload/Declaration/TotalGrossMassMeasure/unitCode',
    ],
    [
      'an HS code with dots',
      withMember(declarationShare, `${goods}.GovernmentAgencyGoodsItem.0.Commodity.Classification.0.ID`, '0306.17'),
      '/payload/Declaration/GoodsShipment/GovernmentAgencyGoodsItem/0/Commodity/Classification/0/ID',
    ],
    [
      'a placeholder for a number',
      withMember(declarationShare, `${goods}.UCR.ID`, 'UNKNOWN'),
      '/payload/Declaration/GoodsShipment/UCR/ID',
    ],
    [
      'a port by its name',
      withMember(quarantineNotice, 'payload.QuarantineNotice.Location.ID', 'Tianjin'),
      '/payload/QuarantineNotice/Location/ID',
    ],
    [
      'an IMO number of six digits',
      withMember(quarantineNotice, `${means}.IMOID`, '911801'),
      '/payload/QuarantineNotice/BorderTransportMeans/IMOID',
    ],
    [
      'a ship without voyage',
      withMember(quarantineNotice, `${means}.JourneyID`, undefined),
      '/payload/QuarantineNotice/BorderTransportMeans',
    ],
    [
      'an unknown result',
      withMember(inspectionResult, 'payload.Inspection.ResultCode', 'OK'),
      '/payload/Inspection/ResultCode',
    ],
    [
      'no deadline',
      withMember(assistanceRequest, 'payload.Assistance.DeadlineDateTime', undefined),
      '/payload/Assistance',
    ],
    ['no document at all', 'hello', ''],
  ])('%s', (_, document, pointer) => {
    const { facts, issues, found } = readOne(document);
    expect(facts).toEqual([]);
    expect(found).toContainEqual([expect.stringMatching(/^(SCHEMA|STRUCTURE)$/), pointer]);
    expect(issues.every(({ severity, remedy }) => severity === 'ERROR' && remedy !== '')).toBe(true);
  });
});

describe('what is told and kept', () => {
  const equipment = `${goods}.Consignment.TransportEquipment.0.ID`;
  const equipmentPointer = '/payload/Declaration/GoodsShipment/Consignment/TransportEquipment/0/ID';

  test.each([
    ['a wrong check digit', 'MSKU9070324', 'CHECK_DIGIT', 'MSKU9070324'],
    ['no container number', 'BOX 17', 'EQUIPMENT_FORMAT', 'BOX17'],
  ])('%s', (_, number, code, quoted) => {
    const { fact, found } = readOne(withMember(declarationShare, equipment, number));
    expect(found).toContainEqual([code, equipmentPointer]);
    expect(fact('PARTNER_RECORD')?.references).toContainEqual({ scheme: 'CONTAINER', value: quoted });
    expect(fact('PARTNER_RECORD')?.issues?.map(issue => issue.code)).toContain(code);
  });

  test('a wrong IMO number stays in the claim, but is no voyage of that ship', () => {
    const { fact, found } = readOne(withMember(quarantineNotice, `${means}.IMOID`, '9118019'));
    expect(found).toContainEqual(['CHECK_DIGIT', '/payload/QuarantineNotice/BorderTransportMeans/IMOID']);
    expect(fact('EVENT')?.conveyance?.imo).toBe('9118019');
    expect(fact('EVENT')?.references).toEqual([{ scheme: 'VOYAGE', value: 'CALLSIGN:3ERX3/123E' }]);
  });

  test('a wrong IMO number without a call sign is kept unlinked', () => {
    const nameless = withMember(
      withMember(quarantineNotice, `${means}.IMOID`, '9118019'),
      `${means}.CallSignID`,
      undefined,
    );
    expect(readOne(nameless).fact('EVENT')?.references).toEqual([]);
  });

  test('a sender of another country', () => {
    expect(readOne(withMember(declarationShare, 'sender', 'MY-CUSTOMS')).found).toContainEqual(['VALUE', '/sender']);
  });
});

test('a record that names nothing to be found by is refused', () => {
  const ship = withMember(withMember(quarantineNotice, `${means}.IMOID`, undefined), `${means}.CallSignID`, undefined);
  expect(readOne(ship).found).toContainEqual(['STRUCTURE', '/payload/QuarantineNotice']);
  const vague = withMember(assistanceRequest, 'payload.Assistance.Subject', {
    Consignment: { LoadingLocation: { ID: 'SGSIN' } },
  });
  expect(readOne(vague).found).toContainEqual(['STRUCTURE', '/payload/Assistance']);
  expect(readOne(vague).facts).toEqual([]);
});

test('without any one member, an answer and never a throw', () => {
  for (const envelope of [declarationShare, inspectionResult, quarantineNotice, assistanceRequest, withdrawal]) {
    for (const path of pathsOf(envelope)) {
      for (const value of [undefined, null, {}, [], 'x', 7]) {
        expect(() => readOne(withMember(envelope, path, value))).not.toThrow();
      }
    }
  }
});

function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = path === '' ? name : `${path}.${name}`;
    return [here, ...pathsOf(inner, here)];
  });
}
