import { describe, expect, it } from 'vitest';
import { glanceAt, TERMINAL_PROFILE } from '../port/edifact-box.fixture.ts';
import { changed, reader } from '../port/edifact-orders.fixture.ts';
import { ACCEPTANCE, REJECTION } from './edifact-cuscar.fixture.ts';
import { cusresAdapter } from './edifact-cusres.ts';

const { parts, facts, events, issues } = reader(cusresAdapter);

describe('a response', () => {
  it('is the status of the declaration, and its event', () => {
    expect(cusresAdapter.read(glanceAt(ACCEPTANCE), TERMINAL_PROFILE).messageType).toBe('CUSRES D.96B');
    expect(parts(ACCEPTANCE)[0]?.facts.map(fact => fact.kind)).toEqual(['DECLARATION_STATUS', 'EVENT']);
    expect(facts(ACCEPTANCE)[0]).toMatchObject({
      functionCode: '01',
      number: '425820260000012345',
      localReference: 'LRN2026-17',
      version: 2,
      issuedAt: { instant: '2026-03-09T02:00:00.000Z' },
      taxes: [{ type: 'CUS', amount: { amount: '2000.50', currency: 'CNY' } }],
      references: [
        { scheme: 'LRN', value: 'LRN2026-17', issuer: '91370200X' },
        { scheme: 'DECLARATION', value: '425820260000012345' },
        { scheme: 'BL', value: 'COSU6123456780' },
      ],
      position: { segment: 'BGM' },
    });
    expect(events(ACCEPTANCE)[0]).toMatchObject({
      type: 'DECLARATION_ACCEPTED',
      classifier: 'ACT',
      subject: 'DECLARATION',
      time: { raw: '202603091000' },
      place: { codes: [{ scheme: 'CN_CUSTOMS', value: '4258' }] },
      rawCode: 'UN/EDIFACT 1001:962',
      reason: 'GIS 1',
    });
  });

  it('of a refusal tells every error with its place and text', () => {
    expect(facts(REJECTION)[0]).toMatchObject({
      functionCode: '03',
      localReference: 'LRN2026-18',
      errors: [
        { code: '0034', pointer: '2:1:0', text: 'GROSS MASS IS REQUIRED' },
        { code: '0101', pointer: '1' },
      ],
    });
    expect(events(REJECTION)[0]).toMatchObject({
      type: 'DECLARATION_REJECTED',
      remarks: '0034 GROSS MASS IS REQUIRED at 2:1:0\n0101 at 1',
    });
  });

  it.each([
    ['965', '13', 'TAX_CALCULATED'],
    ['132', '09', 'CUSTOMS_CLEARANCE'],
  ])('by document name %s is a WCO response %s', (code, functionCode, type) => {
    const text = changed(ACCEPTANCE, 'BGM', `BGM+${code}+RES1+11`);
    expect(facts(text)).toMatchObject([{ functionCode }, { type }]);
  });

  it('of a manifest accepts or refuses its bills', () => {
    const bills = (text: string) => text.replaceAll(/RFF\+AB[TE][^']*'/g, '').replace('ERP', "RFF+BH:HAN-55501'ERP");
    expect(facts(bills(ACCEPTANCE))).toMatchObject([
      { kind: 'EVENT', type: 'DOCUMENT_APPROVED', subject: 'DOCUMENT', references: [{ scheme: 'BL' }] },
    ]);
    expect(facts(bills(REJECTION))).toMatchObject([
      { type: 'DOCUMENT_REJECTED', references: [{ scheme: 'BL', value: 'HAN-55501' }] },
    ]);
  });
});

describe("a customs' own codes", () => {
  const codes = { processingStatus: { '1': '08' }, documentName: { '961': '10' } };
  const own = reader(cusresAdapter, { ...TERMINAL_PROFILE, codes });
  it('are read as they are mapped: processing status before document name', () => {
    expect(own.facts(ACCEPTANCE)).toMatchObject([{ functionCode: '08' }, { type: 'CUSTOMS_RELEASE', reason: 'GIS 1' }]);
    const withdrawn = changed(changed(ACCEPTANCE, 'BGM', 'BGM+961+R1+11'), 'GIS', '');
    expect(own.facts(withdrawn)).toMatchObject([{ functionCode: '10' }, { type: 'DECLARATION_INVALIDATED' }]);
    expect(facts(withdrawn)).toEqual([]);
    expect(issues(withdrawn)).toContain('ERROR CODE_UNKNOWN');
  });
});

describe('dirt', () => {
  it('takes no number of zeros for one, and refuses an answer to nothing', () => {
    const text = "UNH+1+CUSRES:D:96B:UN'BGM+963+00000000'GIS+858:120:143'ERP+1::20'ERC+138'UNT+6+1'";
    expect(facts(text)).toEqual([]);
    expect(issues(text)).toEqual(['ERROR STRUCTURE']);
  });

  it("takes the number of the message for the declarant's where nothing else is quoted, in doubt", () => {
    const text = changed(REJECTION, 'RFF+ABE', '');
    expect(facts(text)[0]).toMatchObject({ references: [{ scheme: 'LRN', value: 'RES2026030900882' }] });
    expect(issues(text)).toContain('WARNING STRUCTURE');
  });

  it('doubts a time that is none, and says when there is no time', () => {
    const text = REJECTION.replace('DTM+137:202603091015:203', 'DTM+9:20050726162613590090:ZZZ');
    expect(facts(text).map(fact => fact.kind)).toEqual(['DECLARATION_STATUS']);
    expect(issues(text)).toEqual(['WARNING VALUE', 'WARNING STRUCTURE']);
  });

  it('keeps doubts of the envelope out of the facts', () => {
    const text = ACCEPTANCE.replace('UNT+12', 'UNT+99');
    expect(issues(text)).toEqual(['WARNING COUNT_MISMATCH']);
    expect(facts(text)[0]).not.toHaveProperty('issues');
  });
});

it('is one answer however often it is sent, and another when more is answered', () => {
  const key = 'CUSRES|425820260000012345|01|1|RES2026030900881';
  expect(facts(ACCEPTANCE).map(fact => fact.key)).toEqual([key, key]);
  expect(facts(changed(ACCEPTANCE, 'GIS', 'GIS+4:120:ZZZ'))[0]?.key).not.toBe(key);
  expect(facts(changed(ACCEPTANCE, 'BGM', 'BGM+962+RES2026030900881+1'))).toMatchObject([
    { kind: 'RETRACTION', target: { key } },
  ]);
});

it('returns for every prefix of a response', () => {
  for (let end = 4; end <= ACCEPTANCE.length; end++) {
    expect(facts(ACCEPTANCE.slice(0, end)).length).toBe(end >= ACCEPTANCE.indexOf('UNT') + 3 ? 2 : 0);
  }
});
