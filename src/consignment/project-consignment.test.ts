import { describe, expect, it } from 'vitest';
import type { Fact } from '../messages/fact.ts';
import type { ConsignmentDocument } from './consignment-document.ts';
import { judgeFacts } from './effective-facts.ts';
import { answer, at, bill, box, declaration, known, note } from './fact.fixture.ts';
import { projectConsignment } from './project-consignment.ts';

/** The document of facts that all belong to one consignment. */
function fold(...facts: readonly Fact[]): ConsignmentDocument {
  const judged = judgeFacts(facts.map(fact => known(fact)));
  return projectConsignment(
    judged.map(each => ({ ...each, match: { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|1' } })),
  );
}

const place = (unlocode: string) => ({ codes: [{ scheme: 'UNLOCODE' as const, value: unlocode }] });
const mass = (value: string) => ({ value, unit: 'KGM' as const });

describe('declarations', () => {
  const original = declaration('M1', {
    items: [
      { sequence: 1, hsCode: '87083000', grossMass: mass('21500') },
      { sequence: 2, hsCode: '87089900', grossMass: mass('900') },
    ],
  });
  const amendment = declaration('M1', {
    function: 'AMENDMENT',
    version: 2,
    items: [{ sequence: 1, grossMass: mass('22150') }],
  });

  it('an amendment changes what it states of an item, and leaves the rest', () => {
    const [entry] = fold(original, amendment).customs.declarations;
    expect(entry?.items).toEqual([
      { sequence: 1, hsCode: '87083000', grossMass: mass('22150') },
      { sequence: 2, hsCode: '87089900', grossMass: mass('900') },
    ]);
    expect(entry?.versions.map(each => each.function)).toEqual(['ORIGINAL', 'AMENDMENT']);
  });

  it('notifications in any order on the wire end in the same state: 02 after 01 takes nothing back', () => {
    const accepted = answer('01', { number: 'M1', issuedAt: at('2026-09-01T10:00') });
    const received = answer('02', { number: 'M1', issuedAt: at('2026-09-01T10:05') });
    expect(fold(original, received, accepted).customs.declarations[0]?.status).toBe('ACCEPTED');
  });

  it('what an invalidated declaration said of the goods gives way to the one declared anew', () => {
    const first = declaration('M1', { items: [{ sequence: 1, hsCode: '73129000' }] });
    const second = declaration('M2', { items: [{ sequence: 1, hsCode: '73121000' }] });
    const document = fold(first, answer('10', { number: 'M1', issuedAt: at('2026-09-02') }), second);
    expect(document.consignment.items.map(claim => claim.value[0]?.hsCode)).toEqual(['73121000']);
    expect(document.customs.declarations.map(each => each.status)).toEqual(['INVALIDATED', 'LODGED']);
  });
});

describe('where the goods begin and end', () => {
  it('the stated origin stands before the port of loading, which stands before a country', () => {
    const document = fold(
      bill('B1', { placeOfLoading: place('CNQZH'), placeOfDischarge: place('SGSIN') }),
      declaration('M1', { dispatchCountry: 'CN', destinationCountry: 'SG' }),
      bill('B2', { origin: place('CNCKG') }),
    );
    expect(document.consignment.origin.map(claim => claim.value.codes[0]?.value ?? claim.value.country)).toEqual([
      'CNCKG',
      'CNQZH',
      'CN',
    ]);
  });
});

describe('sea–rail', () => {
  const sea = bill('B1', { placeOfLoading: place('CNQZH'), placeOfDischarge: place('SGSIN') });

  it('a rail leg before the ship gives the origin, and not the destination', () => {
    const rail = note('N1', { origin: place('CNCQI'), destination: place('CNQZH') });
    const { origin, destination } = fold(sea, rail).consignment;
    expect([origin[0]?.value.codes[0]?.value, destination[0]?.value.codes[0]?.value]).toEqual(['CNCQI', 'SGSIN']);
  });

  it('a rail leg after the ship gives the destination, and not the origin', () => {
    const north = bill('B2', { placeOfLoading: place('SGSIN'), placeOfDischarge: place('CNQZH') });
    const rail = note('N2', { origin: place('CNQZH'), destination: place('CNCQI') });
    const { origin, destination } = fold(north, rail).consignment;
    expect([origin[0]?.value.codes[0]?.value, destination[0]?.value.codes[0]?.value]).toEqual(['SGSIN', 'CNCQI']);
  });
});

describe('boxes', () => {
  it('a seal without a box is no box', () => {
    const document = fold(bill('B1', { equipment: [box('', { seals: [{ number: 'S1' }] }), box('CSQU3054383')] }));
    expect(document.consignment.equipmentUses.map(use => use.number)).toEqual(['CSQU3054383']);
  });
});
