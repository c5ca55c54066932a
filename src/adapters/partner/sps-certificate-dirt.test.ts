import { describe, expect, test } from 'vitest';
import {
  readSample as read,
  readText,
  type SampleParts,
  SEAL_WITHOUT_BOX,
  SOY_LINE,
  spsSample,
} from './sps-certificate.fixture.ts';

describe('dirt', () => {
  test.each<[string, SampleParts, string]>([
    [
      'a wrong check digit',
      { equipment: SEAL_WITHOUT_BOX.replace('<ram:ID/>', '<ram:ID>MSKU9070324</ram:ID>') },
      'CHECK_DIGIT',
    ],
    [
      'no container number',
      { equipment: SEAL_WITHOUT_BOX.replace('<ram:ID/>', '<ram:ID>BOX 1</ram:ID>') },
      'EQUIPMENT_FORMAT',
    ],
    ['an unreadable time', { issued: '2 March' }, 'VALUE'],
    ['a time without zone', { issued: '2026-03-02T10:15:00' }, 'TIME_ZONE_UNKNOWN'],
    ['an unknown type', { type: '999' }, 'CODE_UNKNOWN'],
    ['a place that is no UN/LOCODE', { unloading: 'XIAMEN PORT' }, 'VALUE'],
    ['a mass in stones', { line: SOY_LINE.replace('TNE', 'STI') }, 'VALUE'],
    ['an HS code with letters', { line: SOY_LINE.replace('1201.90', 'soy') }, 'VALUE'],
    ['a country by its name', { line: SOY_LINE.replace('<ram:ID>AR<', '<ram:ID>Argentina<') }, 'VALUE'],
  ])('%s is a warning on the certificate and in the part', (_, parts, code) => {
    const { certificate, found } = read(parts);
    expect(found).toContainEqual([code, 'WARNING']);
    expect(certificate?.issues?.map(issue => issue.code)).toContain(code);
  });

  test('the bad number stays quoted', () => {
    const { certificate } = read({ equipment: SEAL_WITHOUT_BOX.replace('<ram:ID/>', '<ram:ID>BOX 1</ram:ID>') });
    expect(certificate?.references).toContainEqual({ scheme: 'CONTAINER', value: 'BOX1' });
  });

  test('without a readable issue time there is a certificate, but no event', () => {
    const { certificate, events, found } = read({ issued: '' });
    expect(certificate?.number).toBe('AR-2026-004711');
    expect(events).toEqual([]);
    expect(found).toEqual([['STRUCTURE', 'WARNING']]);
  });

  test('the profile maps a place of the sender', () => {
    const { certificate, issues } = read({ unloading: 'XM-DONGDU' }, { places: { 'XM-DONGDU': 'CNXMN' } });
    expect(certificate?.unloading?.codes).toEqual([
      { scheme: 'TERMINAL', value: 'XM-DONGDU' },
      { scheme: 'UNLOCODE', value: 'CNXMN' },
    ]);
    expect(issues).toEqual([]);
  });
});

describe('refusals', () => {
  test.each([
    ['no number', spsSample({ id: '' }), 'STRUCTURE'],
    ['no document', '<SPSCertificate xmlns="urn:x"><SPSConsignment/></SPSCertificate>', 'STRUCTURE'],
    ['no consignment', '<SPSCertificate xmlns="urn:x"><SPSExchangedDocument/></SPSCertificate>', 'STRUCTURE'],
    ['broken XML', spsSample().slice(0, 900), 'NOT_WELL_FORMED'],
    ['a DOCTYPE', `<!DOCTYPE x>${spsSample().split('?>')[1]}`, 'DOCTYPE_REFUSED'],
  ])('%s', (_, text, code) => {
    const { certificate, found } = readText(text);
    expect(certificate).toBeUndefined();
    expect(found).toEqual([[code, 'ERROR']]);
  });

  test('every truncation returns', () => {
    const text = spsSample();
    for (let length = 0; length < text.length; length += 7) expect(() => readText(text.slice(0, length))).not.toThrow();
  });
});
