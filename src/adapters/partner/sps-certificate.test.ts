import { describe, expect, test } from 'vitest';
import { glance, readSample as read, SEAL_WITHOUT_BOX } from './sps-certificate.fixture.ts';
import { spsCertificateAdapter } from './sps-certificate.ts';

describe('an issued phytosanitary certificate', () => {
  const { certificate, events, issues } = read();

  test('is one certificate with its content', () => {
    expect(certificate).toEqual({
      kind: 'CERTIFICATE',
      position: { kind: 'XPATH', path: '/SPSCertificate/SPSExchangedDocument', line: 3, column: 1 },
      key: 'AR/AR-2026-004711',
      revision: 1,
      references: [
        { scheme: 'CERTIFICATE', value: 'AR-2026-004711', issuer: 'AR' },
        { scheme: 'CONTAINER', value: 'MSKU9070323' },
        { scheme: 'SEAL', value: 'AR553201' },
        { scheme: 'SEAL', value: 'AR553202' },
      ],
      number: 'AR-2026-004711',
      type: 'PHYTOSANITARY',
      typeCode: '851',
      status: 'ISSUED',
      statusCode: '70',
      issuedAt: expect.objectContaining({ instant: '2026-03-02T13:15:00.000Z', zoneSource: 'EXPLICIT' }),
      updatedAt: expect.objectContaining({ instant: '2026-03-02T13:15:00.000Z' }),
      issuer: 'Servicio Nacional de Sanidad',
      exportCountry: 'AR',
      importCountry: 'CN',
      parties: [
        { role: 'AUTHORITY', name: 'Servicio Nacional de Sanidad', identifiers: [] },
        {
          role: 'CONSIGNOR',
          name: 'Campo Verde SA',
          identifiers: [{ scheme: 'OTHER', value: '98543210' }],
          country: 'AR',
          address: 'Ruta 7 km 40, Rosario',
        },
        { role: 'CONSIGNEE', name: 'Xiamen Grain Import Co', identifiers: [] },
      ],
      items: [
        {
          sequence: 0,
          hsCode: '120190',
          description: 'Soya beans, in bulk bags (Glycine max)',
          packages: { count: 24, kind: 'PX' },
          netMass: { value: '24000', unit: 'KGM' },
          grossMass: { value: '24.60', unit: 'TNE' },
          originCountry: 'AR',
          equipment: ['MSKU9070323'],
        },
      ],
      equipment: [{ number: 'MSKU9070323', seals: [{ number: 'AR 553201' }, { number: 'AR553202' }] }],
      unloading: { codes: [{ scheme: 'UNLOCODE', value: 'CNXMN' }], name: 'Xiamen' },
    });
    expect(issues).toEqual([]);
  });

  test('is also the event of its issue', () => {
    expect(events).toEqual([
      {
        kind: 'EVENT',
        position: certificate?.position,
        key: 'AR/AR-2026-004711|CERTIFICATE_ISSUED',
        updatedAt: certificate?.updatedAt,
        references: certificate?.references,
        type: 'CERTIFICATE_ISSUED',
        classifier: 'ACT',
        time: certificate?.issuedAt,
        subject: 'DOCUMENT',
        rawCode: '4405:70',
      },
    ]);
  });
});

describe('the life of a certificate', () => {
  const signedLater = `<ram:SignatorySPSAuthentication><ram:ActualDateTime><udt:DateTimeString>2026-03-09T08:00:00-03:00</udt:DateTimeString></ram:ActualDateTime></ram:SignatorySPSAuthentication>`;

  test('a withdrawal is a later revision under the same key', () => {
    const issued = read().certificate;
    const { certificate, events } = read({ status: '64', signature: signedLater });
    expect(certificate).toMatchObject({ key: issued?.key, revision: 4, status: 'WITHDRAWN' });
    expect(certificate?.updatedAt?.instant).toBe('2026-03-09T11:00:00.000Z');
    expect(events.map(({ type, time }) => [type, time.instant])).toEqual([
      ['CERTIFICATE_WITHDRAWN', '2026-03-09T11:00:00.000Z'],
    ]);
  });

  test('a replacement names the certificate that it replaces, and is its replacement', () => {
    const notes = `<ram:IncludedSPSNote><ram:Subject>ADRP</ram:Subject><ram:Content>4</ram:Content></ram:IncludedSPSNote>
      <ram:IncludedSPSNote><ram:Subject>ADRPN</ram:Subject><ram:Content>AR-2026-004700</ram:Content></ram:IncludedSPSNote>`;
    const { certificate, events } = read({ notes });
    expect(certificate?.replaces).toBe('AR-2026-004700');
    expect(certificate?.references).toContainEqual({ scheme: 'CERTIFICATE', value: 'AR-2026-004700', issuer: 'AR' });
    expect(events.map(({ key }) => key)).toEqual([
      'AR/AR-2026-004711|CERTIFICATE_ISSUED',
      'AR/AR-2026-004700|CERTIFICATE_REPLACED',
    ]);
    expect(read({ id: 'AR-2026-004700', status: '44' }).events[0]?.key).toBe(events[1]?.key);
  });

  test.each([
    ['40', 'DRAFT'],
    ['41', 'REJECTED'],
  ])('status %s is %s and no event', (status, expected) => {
    const { certificate, events } = read({ status });
    expect(certificate?.status).toBe(expected);
    expect(events).toEqual([]);
  });

  test('an unknown status is never read as issued, unless the profile says so', () => {
    const unknown = read({ status: '39' });
    expect(unknown.certificate).toMatchObject({ status: 'DRAFT', statusCode: '39' });
    expect(unknown.found).toEqual([['CODE_UNKNOWN', 'WARNING']]);
    const mapped = read({ status: '39' }, { codes: { certificateStatus: { '39': 'ISSUED' } } });
    expect(mapped.certificate?.status).toBe('ISSUED');
    expect(mapped.issues).toEqual([]);
  });
});

describe('what it is linked by', () => {
  test('a seal alone, where the container number is empty', () => {
    const { certificate } = read({ equipment: SEAL_WITHOUT_BOX, line: '' });
    expect(certificate?.equipment).toEqual([{ number: '', seals: [{ number: 'G2382564' }] }]);
    expect(certificate?.references).toEqual([
      { scheme: 'CERTIFICATE', value: 'AR-2026-004711', issuer: 'AR' },
      { scheme: 'SEAL', value: 'G2382564' },
    ]);
  });

  test('bills, declarations and the original certificate, never mere attachments', () => {
    const named = (code: string, id: string, tag = 'TypeCode') =>
      `<ram:ReferenceSPSReferencedDocument><ram:${tag}>${code}</ram:${tag}><ram:ID>${id}</ram:ID></ram:ReferenceSPSReferencedDocument>`;
    const { certificate } = read({
      documents: [
        named('705', 'MAEU 240 123'),
        named('ABT', '26ARMRN0001', 'RelationshipTypeCode'),
        named('AWR', 'US-F-1', 'RelationshipTypeCode'),
        named('ZZZ', 'letter-of-authority', 'RelationshipTypeCode'),
      ].join(''),
    });
    expect(certificate?.references.slice(1, 4)).toEqual([
      { scheme: 'BL', value: 'MAEU240123' },
      { scheme: 'DECLARATION', value: '26ARMRN0001' },
      { scheme: 'CERTIFICATE', value: 'US-F-1' },
    ]);
    expect(JSON.stringify(certificate?.references)).not.toContain('LETTER');
  });

  test('a truck, but no vessel by its name', () => {
    const movement = (mode: string, id: string) =>
      `<ram:MainCarriageSPSTransportMovement><ram:ModeCode>${mode}</ram:ModeCode><ram:ID>${id}</ram:ID></ram:MainCarriageSPSTransportMovement>`;
    const { certificate } = read({ carriage: movement('3', 'AF 123 BC') + movement('1', 'Voyage N° 18') });
    expect(certificate?.references.at(-1)).toEqual({ scheme: 'VEHICLE', value: 'AF123BC' });
  });
});

test('it recognises its root in any version of its namespace', () => {
  const namespace = (version: number) => `urn:un:unece:uncefact:data:standard:SPSCertificate:${version}`;
  expect(spsCertificateAdapter.recognises({ ...glance(''), xmlNamespace: namespace(17) })).toBe(true);
  expect(spsCertificateAdapter.recognises({ ...glance(''), xmlNamespace: namespace(24) })).toBe(true);
  expect(spsCertificateAdapter.recognises({ ...glance(''), xmlRoot: 'Manifest' })).toBe(false);
});
