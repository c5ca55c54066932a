import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROFILE } from '../../../test/hostile/seeds.ts';
import { packageRoot } from '../../config.ts';
import { readMessage } from '../../ingest/read-message.ts';
import type { CertificateFact } from '../../messages/partner-facts.ts';
import { ublGoodsCertificateAdapter as adapter } from './ubl-goods-certificate.ts';

const SAMPLE = readFileSync(join(packageRoot, 'test/hostile/samples/partner-ubl-goods-certificate.xml'), 'utf8');

const readAs = (change: (text: string) => string = text => text) => {
  const { parts, outcome } = readMessage(Buffer.from(change(SAMPLE)), 'partner', PROFILE, [adapter]);
  return { ...outcome, certificate: parts[0]?.[0] as CertificateFact, event: parts[0]?.[1] };
};

test('a certificate with its goods, boxes, parties and issue', () => {
  const { status, messageType, issues, certificate, event } = readAs();
  expect([status, messageType, issues]).toEqual(['ACCEPTED', 'UBL GoodsCertificate 2.3', []]);
  const references = [
    { scheme: 'CERTIFICATE', value: 'DK-VET-2026-000417', issuer: 'DK' },
    { scheme: 'BL', value: 'MDOL00417001' },
    { scheme: 'UCR_D', value: '6DK10403428-417' },
    { scheme: 'CONTAINER', value: 'MDLU4170014' },
    { scheme: 'SEAL', value: 'DK7654321' },
  ];
  expect(certificate).toMatchObject({
    kind: 'CERTIFICATE',
    key: 'DK/DK-VET-2026-000417',
    references,
    type: 'HEALTH',
    typeCode: '852',
    status: 'ISSUED',
    issuer: 'Veterinary office of Aarhus',
    exportCountry: 'DK',
    importCountry: 'CN',
    unloading: { codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' }] },
    equipment: [{ number: 'MDLU4170014', seals: [{ number: 'DK7654321' }] }],
  });
  expect(certificate.parties.map(({ role, name }) => `${role} ${name}`)).toEqual([
    'AUTHORITY Veterinary office of Aarhus',
    'CONSIGNOR Nordhavn Mejeri A/S',
    'CONSIGNEE Binhai Food Import Co Ltd',
  ]);
  expect(certificate.items).toEqual([
    {
      sequence: 1,
      hsCode: '19011000',
      description: 'Milk powder for infants',
      originCountry: 'DK',
      packages: { count: 63, kind: 'CT' },
      grossMass: { value: '774.144', unit: 'KGM' },
      netMass: { value: '604.8', unit: 'KGM' },
      equipment: ['MDLU4170014'],
    },
  ]);
  expect(event).toMatchObject({
    type: 'CERTIFICATE_ISSUED',
    time: { instant: '2026-09-14T08:30:00.000Z', zoneSource: 'EXPLICIT' },
    references,
  });
});

test('without a number there is no certificate', () => {
  const { status, issues } = readAs(text => text.replace('DK-VET-2026-000417', ' '));
  expect(status).toBe('QUARANTINED');
  expect(issues[0]).toMatchObject({ code: 'STRUCTURE', message: 'the certificate has no number' });
});

test('a type of the sender’s own is kept as it is', () => {
  const { certificate } = readAs(text => text.replace('>852<', '>ChinaFish<'));
  expect(certificate).toMatchObject({ type: 'OTHER', typeCode: 'ChinaFish' });
});

test('a number that a forwarder gave its shipment links nothing', () => {
  const { certificate } = readAs(text => text.replace('6DK10403428-417', '2076084807'));
  expect(certificate.references.map(({ scheme }) => scheme)).not.toContain('UCR_D');
});

test('a pallet is no box', () => {
  const { certificate } = readAs(text => text.replace(/<cac:TransportEquipment>.*<\/cac:TransportEquipment>/, ''));
  expect(certificate.equipment).toEqual([]);
  expect(certificate.items[0]).not.toHaveProperty('equipment');
});

test('a certificate without a date of issue yields no event, and says so', () => {
  const { facts, issues } = readAs(text => text.replace(/<cbc:IssueDate>.*<\/cbc:IssueDate>/, ''));
  expect(facts).toBe(1);
  expect(issues[0]).toMatchObject({ code: 'STRUCTURE', severity: 'WARNING' });
});
