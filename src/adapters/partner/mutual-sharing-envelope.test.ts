import { describe, expect, test } from 'vitest';
import {
  assistanceRequest,
  declarationShare,
  inspectionResult,
  quarantineNotice,
  readEnvelopes,
  readOne,
  withdrawal,
  withMember,
} from './mutual-sharing-envelope.fixture.ts';
import { mutualSharingEnvelopeAdapter } from './mutual-sharing-envelope.ts';

const at = (instant: string) => expect.objectContaining({ instant, zoneSource: 'EXPLICIT' });
const sent = '2026-03-02T10:20:00.000Z';

describe('a shared declaration', () => {
  const { facts, fact, found } = readOne(declarationShare);
  const references = [
    { scheme: 'DECLARATION', value: '26SGEX0000881' },
    { scheme: 'LRN', value: 'LRN55/1' },
    { scheme: 'UCR_D', value: '6SG200012345678-A1' },
    { scheme: 'UCR_M', value: 'SG/M-UCR-9' },
    { scheme: 'CERTIFICATE', value: 'SG-PC-771', issuer: 'SG' },
    { scheme: 'BL', value: 'MAEU240123', issuer: 'MAEU' },
    { scheme: 'BL', value: 'HBL-7' },
    { scheme: 'CONTAINER', value: 'MSKU9070323' },
    { scheme: 'SEAL', value: 'SG1' },
    { scheme: 'VOYAGE', value: 'IMO:9118018/123E' },
    { scheme: 'VOYAGE', value: 'CALLSIGN:3ERX3/123E' },
  ];

  test('is a partner record with a summary', () => {
    expect(facts.map(({ kind }) => kind)).toEqual(['PARTNER_RECORD', 'EVENT']);
    expect(fact('PARTNER_RECORD')).toEqual({
      kind: 'PARTNER_RECORD',
      position: { kind: 'POINTER', pointer: '/payload/Declaration' },
      references,
      key: 'DECLARATION_SHARE|SG-EXP-88',
      revision: 1,
      updatedAt: at(sent),
      issues: [expect.objectContaining({ code: 'SIGNATURE', severity: 'WARNING' })],
      recordKind: 'DECLARATION_SHARE',
      number: '26SGEX0000881',
      issuedAt: at('2026-03-02T09:00:00.000Z'),
      subject: 'Frozen prawns; Crab meat',
      declaration: {
        number: '26SGEX0000881',
        direction: 'EXPORT',
        grossMass: { value: '24600.500', unit: 'KGM' },
        packages: 480,
        value: { amount: '91250.00', currency: 'SGD' },
        hsCodes: ['03061790', '160510'],
      },
      signed: 'ABSENT',
    });
    expect(found).toEqual([['SIGNATURE', '/signature']]);
  });

  test('is an event at the time of the sharing', () => {
    expect(fact('EVENT')).toMatchObject({
      key: 'DECLARATION_SHARE|SG-EXP-88',
      type: 'DECLARATION_SHARED',
      classifier: 'ACT',
      subject: 'DECLARATION',
      time: { instant: sent },
      references,
    });
  });
});

test('an inspection result is an inspection, a record and an event', () => {
  const { facts, fact } = readOne(inspectionResult);
  expect(facts.map(({ kind }) => kind)).toEqual(['PARTNER_RECORD', 'INSPECTION', 'EVENT']);
  expect(fact('INSPECTION')).toMatchObject({
    position: { kind: 'POINTER', pointer: '/payload/Inspection' },
    references: [
      { scheme: 'DECLARATION', value: '26SGEX0000881' },
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'SEAL', value: 'SGC900' },
    ],
    number: 'NII-2026-4',
    authority: 'SG-CUSTOMS-KEPPEL',
    method: 'NII_H986',
    result: 'CONFORMING',
    performedAt: { instant: '2026-03-02T08:05:00.000Z' },
    place: { codes: [{ scheme: 'UNLOCODE', value: 'SGKEP' }], country: 'SG', name: 'Keppel' },
    equipment: [{ number: 'MSKU9070323', seals: [{ number: 'SGC 900', party: 'CUSTOMS' }] }],
    imageAvailable: true,
    sealApplied: 'SGC 900',
    findings: 'Nothing but frozen goods.',
  });
  expect(fact('EVENT')).toMatchObject({
    type: 'INSPECTION_RESULT',
    subject: 'GOODS',
    time: { instant: '2026-03-02T08:05:00.000Z' },
    rawCode: 'CONFORMING',
  });
  expect(fact('PARTNER_RECORD')).toMatchObject({ number: 'NII-2026-4', subject: 'NII_H986: CONFORMING' });
});

test('a quarantine notice is about the voyage of a ship', () => {
  const { facts, fact } = readOne(quarantineNotice);
  expect(facts.map(({ kind }) => kind)).toEqual(['PARTNER_RECORD', 'EVENT']);
  expect(fact('EVENT')).toMatchObject({
    type: 'QUARANTINE_NOTICE',
    subject: 'TRANSPORT',
    time: { instant: '2026-03-02T17:00:00.000Z' },
    conveyance: { mode: 'SEA', imo: '9118018', callSign: '3ERX3', name: 'ONWARD', journey: '123E' },
    place: { codes: [{ scheme: 'UNLOCODE', value: 'CNTSN' }] },
    rawCode: 'CREW_CONFINED,DERATTING',
    references: [
      { scheme: 'VOYAGE', value: 'IMO:9118018/123E' },
      { scheme: 'VOYAGE', value: 'CALLSIGN:3ERX3/123E' },
    ],
  });
  expect(fact('PARTNER_RECORD')).toMatchObject({
    number: 'Q12/2026',
    subject: 'VESSEL, CREW',
    text: 'CREW_CONFINED; DERATTING: holds 2 and 3; Two cases of dengue on board',
    vessel: { imo: '9118018' },
  });
});

test('a confidential request for assistance is a case, and states nothing of what it is about', () => {
  const { fact, facts } = readOne(assistanceRequest);
  expect(facts.map(each => each.kind)).toEqual(['ASSISTANCE']);
  expect(fact('ASSISTANCE')).toMatchObject({
    act: 'REQUEST',
    number: 'MA-7/2026',
    subject: 'Undervaluation of seafood',
    text: 'Send the export invoice of this consignment.',
    legalBasis: 'Nairobi Convention, annex I',
    at: { instant: '2026-03-02T01:00:00.000Z' },
    deadline: { instant: '2026-03-16T10:00:00.000Z' },
    confidential: true,
    references: [
      { scheme: 'UCR_D', value: '6SG200012345678-A1' },
      { scheme: 'RAIL_NOTE', value: 'SMGS26-1', issuer: '0033' },
    ],
  });
});

test('one that is not confidential is a record and an event of the consignment too', () => {
  const open = JSON.stringify(assistanceRequest).replace(
    '"ConfidentialIndicator":true',
    '"ConfidentialIndicator":false',
  );
  const { fact } = readOne(JSON.parse(open));
  expect(fact('PARTNER_RECORD')).toMatchObject({
    text: 'Send the export invoice of this consignment. (Nairobi Convention, annex I)',
    confidential: false,
  });
  expect(fact('EVENT')).toMatchObject({ type: 'ASSISTANCE_REQUESTED', time: { instant: '2026-03-02T01:00:00.000Z' } });
  expect(fact('ASSISTANCE')).toMatchObject({ confidential: false });
});

describe('changes', () => {
  test('a revision has the key of the record and a later number', () => {
    const second = { ...declarationShare, messageId: 'sg-0009', revision: 2, supersedes: 'sg-0001' };
    const first = readOne(declarationShare).fact('PARTNER_RECORD');
    expect(readOne(second).fact('PARTNER_RECORD')).toMatchObject({ key: first?.key, revision: 2 });
  });

  test('a withdrawal takes back what has the key of the record', () => {
    const { facts } = readOne(withdrawal);
    expect(facts).toMatchObject([
      {
        kind: 'RETRACTION',
        position: { kind: 'POINTER', pointer: '/withdraws' },
        target: { key: readOne(declarationShare).fact('EVENT')?.key },
        revision: 2,
        updatedAt: { instant: '2026-03-04T00:00:00.000Z' },
        reason: 'Shared by mistake',
      },
    ]);
  });

  test('a reinstatement states the record anew and takes back the withdrawal', () => {
    const { facts, fact } = readOne({ ...declarationShare, messageId: 'sg-0010', revision: 3, reinstates: 'sg-0005' });
    expect(facts.map(({ kind }) => kind)).toEqual(['PARTNER_RECORD', 'EVENT', 'RETRACTION']);
    expect(fact('RETRACTION')).toMatchObject({ reinstates: true, revision: 3, target: { key: fact('EVENT')?.key } });
  });
});

test('a list of envelopes: each on its own, the good beside the bad', () => {
  const { parts } = readEnvelopes([withMember(declarationShare, 'kind', 'GOSSIP'), inspectionResult, withdrawal]);
  expect(parts.map(({ reference, facts }) => [reference, facts.length])).toEqual([
    ['sg-0001', 0],
    ['sg-0002', 3],
    ['sg-0005', 1],
  ]);
  expect(parts[0]?.issues[0]?.position).toEqual({ kind: 'POINTER', pointer: '/0/kind' });
  expect(parts[1]?.facts[0]?.position).toEqual({ kind: 'POINTER', pointer: '/1/payload/Inspection' });
  expect(parts[1]?.facts[0]?.issues?.[0]?.position).toEqual({ kind: 'POINTER', pointer: '/1/signature' });
});

test('it recognises JSON with its version member only', () => {
  const glance = { format: 'JSON' as const, text: '' };
  expect(mutualSharingEnvelopeAdapter.recognises({ ...glance, jsonKeys: ['mutualSharing', 'kind'] })).toBe(true);
  expect(mutualSharingEnvelopeAdapter.recognises({ ...glance, jsonKeys: ['eventID'] })).toBe(false);
  expect(mutualSharingEnvelopeAdapter.recognises({ format: 'CSV', text: '', jsonKeys: ['mutualSharing'] })).toBe(false);
});
