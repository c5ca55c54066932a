import { describe, expect, test } from 'vitest';
import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import { assessmentText } from '../assess-consignment.ts';
import { assess, firedRule } from '../assess-shipped-pack.fixture.ts';
import { riskContextOf } from './risk-context-of.ts';
import { tellStory } from './sample-story.fixture.ts';

const NOW = '2026-11-14T00:00:00.000Z';
const story = tellStory();

/** A consignment of the story by the end of its UCR, as partners/STORY.md names it. */
function documentOf(name: string): ConsignmentDocument {
  const found = story.consignments.find(({ document }) =>
    document.consignment.identifiers.some(({ scheme, value }) => scheme === 'UCR_D' && value.includes(`-${name}`)),
  );
  if (!found) throw new Error(`the story has no ${name}`);
  return found.document;
}

function contextOf(document: ConsignmentDocument, { country, now = NOW }: { country?: string; now?: string } = {}) {
  return riskContextOf({ id: 'hub-id', document, journeys: story.journeys, now, country });
}

const assessed = (name: string, country?: string) =>
  assess(contextOf(documentOf(name), country === undefined ? {} : { country }));
const firedOf = (name: string, country?: string) => assessed(name, country).fired.map(({ rule }) => rule);

describe('the sample story', () => {
  const all = story.consignments.map(({ name, document }) => ({ name, assessment: assess(contextOf(document)) }));

  test('gives every rule values of the right kind', () => {
    expect(all.filter(({ assessment }) => assessment.errors.length > 0)).toEqual([]);
  });

  test('decides 90 rules and more for a complete sea import', () => {
    const statuses = Object.values(assessed('A01').statuses);
    expect(statuses.length).toBe(227);
    expect(statuses.filter(status => status !== 'INDETERMINATE').length).toBeGreaterThanOrEqual(90);
  });

  test('decides 50 rules and more for whatever it tells of', () => {
    const decided = all.map(({ assessment }) =>
      Object.values(assessment.statuses).filter(status => status !== 'INDETERMINATE'),
    );
    expect(Math.min(...decided.map(each => each.length))).toBeGreaterThanOrEqual(50);
  });

  test('tells consignments apart by twenty rules and more', () => {
    const rules = Object.keys(all[0]?.assessment.statuses ?? {});
    const varying = rules.filter(rule => new Set(all.map(({ assessment }) => assessment.statuses[rule])).size > 1);
    expect(varying.length).toBeGreaterThanOrEqual(20);
  });

  test('names a feed for every value that is missing', () => {
    const open = all.flatMap(({ assessment }) => assessment.indeterminate);
    expect(open.filter(({ feed, field }) => feed === undefined && field !== 'now')).toEqual([]);
  });

  test('is assessed alike twice', () => {
    const twice = [contextOf(documentOf('A13')), contextOf(structuredClone(documentOf('A13')))];
    const [first, second] = twice.map(context => assessmentText(assess(context)));
    expect(first).toBe(second);
  });
});

describe('what happened', () => {
  test('A13: the seal at the gate is not the declared one', () => {
    const assessment = assessed('A13');
    expect(assessment.channel).toBe('MANUAL_INSPECTION');
    expect(firedRule(assessment, 'seal-number-mismatch')?.evidence).toContainEqual({
      field: 'equip.0.sealReads.0.no',
      value: 'TJ778213',
    });
    expect(assessment.fired.map(({ rule }) => rule)).toContain('partner-nonconforming-control');
  });

  test('A24: a seal that customs applied after its control explains itself', () => {
    expect(firedOf('A24')).toEqual([]);
    const [box] = contextOf(documentOf('A24')).equip ?? [];
    expect(box?.sealChanges).toContainEqual(expect.objectContaining({ newNo: 'SGC448377', official: true }));
  });

  test('A10: 83 minutes from discharge to stack', () => {
    const rule = firedRule(assessed('A10'), 'overtime-discharge-to-stack');
    const minutes = rule?.evidence.find(({ field }) => field.endsWith('.minutes'))?.value;
    expect(Math.round(Number(minutes))).toBe(83);
  });

  test('A19: the check digit of the box is wrong', () => {
    expect(firedOf('A19')).toContain('container-number-invalid');
    expect(firedOf('A20')).not.toContain('container-number-invalid');
  });

  test('A08: a certificate that leaves the container empty adds no box', () => {
    const { equip } = contextOf(documentOf('A08'));
    expect(equip?.map(({ no }) => no)).toEqual(['MRDU5003187']);
  });

  test('B04: a quarantine notice stands', () => {
    expect(firedOf('B04')).toEqual(['partner-active-alert']);
  });

  test('A12: left behind by one voyage, planned on the next', () => {
    expect(contextOf(documentOf('A12')).booking?.rolled).toBe(1);
  });

  test('A09: landed by the onward vessel of a transhipment, which no bill names', () => {
    expect(assessed('A09').statuses['discharged-from-other-vessel']).toBe('NOT_FIRED');
    expect(contextOf(documentOf('A09')).c?.plannedRoute).toEqual(['CNTXG', 'MYPKG', 'SGSIN']);
  });

  test('A06: an amendment changes one mass and leaves the other items as declared', () => {
    const { items, decl } = contextOf(documentOf('A06'), { country: 'CN' });
    expect(items).toHaveLength(2);
    expect(items?.map(({ netKg }) => netKg)).toContain(21_600);
    expect(items?.every(({ hs6 }) => hs6?.length === 6)).toBe(true);
    expect(decl?.amendments).toMatchObject([{ field: 'grossKg', afterSelection: false }]);
  });

  test('A07: of two declarations the one that is in force counts', () => {
    const { decl, items } = contextOf(documentOf('A07'), { country: 'CN' });
    expect([decl?.no, items?.[0]?.hs6]).toEqual(['020220260000314277', '731210']);
  });

  test('A17: a declaration for two bills is compared with neither', () => {
    const { decl } = contextOf(documentOf('A17'), { country: 'CN' });
    expect([decl?.blNo, decl?.containers]).toEqual([undefined, undefined]);
  });

  test('E01: a train that is there is not overdue', () => {
    expect(contextOf(documentOf('E01')).rail).toMatchObject({ active: true, closed: true, noteKind: 'SMGS' });
  });
});

describe('the assessing country', () => {
  test('sees the direction and its own declaration; the other side is the mirror', () => {
    const [north, south] = ['CN', 'SG'].map(country => contextOf(documentOf('B01'), { country }));
    expect([north?.c?.direction, south?.c?.direction]).toEqual(['IMPORT', 'EXPORT']);
    expect([north?.decl?.no, south?.decl?.no]).toEqual(['020220261000329552', '26SGEX17358448J008']);
    expect([north?.partner?.exportFound, south?.partner?.exportFound]).toEqual([true, false]);
  });

  test('is that of dispatch while nobody declared at the destination', () => {
    expect(contextOf(documentOf('A27')).c?.direction).toBe('EXPORT');
  });

  test('neither of the two sees transit', () => {
    expect(contextOf(documentOf('A01'), { country: 'MY' }).c?.direction).toBe('TRANSIT');
  });
});

/** A copy of the graph of a story's consignment with one thing else. */
function otherwise(name: string, change: (document: Mutable<ConsignmentDocument>) => void): ConsignmentDocument {
  const copy = structuredClone(documentOf(name)) as Mutable<ConsignmentDocument>;
  change(copy);
  return copy as ConsignmentDocument;
}

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

describe('had it been otherwise', () => {
  const fired = (document: ConsignmentDocument, now = NOW) =>
    assess(contextOf(document, { now })).fired.map(({ rule }) => rule);

  test('a bill with another mass than the declaration', () => {
    const heavier = otherwise('B01', ({ consignment }) => {
      for (const claim of consignment.transportDocuments[0]?.grossMass ?? []) claim.value.value = '58000';
    });
    expect(fired(documentOf('B01'))).not.toContain('gross-weight-bl-vs-declaration');
    expect(fired(heavier)).toContain('gross-weight-bl-vs-declaration');
  });

  test('a crane that weighs more than the VGM', () => {
    const heavier = otherwise('B03', ({ consignment }) => {
      for (const claim of consignment.equipmentUses[0]?.verifiedGrossMass ?? []) claim.value.value = '5200';
    });
    expect(fired(documentOf('B03'))).not.toContain('measured-vs-vgm');
    expect(fired(heavier)).toContain('measured-vs-vgm');
  });

  test('a box that the declaration leaves out', () => {
    const left = otherwise('B01', ({ customs }) => {
      for (const declaration of customs.declarations) declaration.equipment = declaration.equipment.slice(0, 1);
    });
    expect(fired(left)).toContain('bl-container-not-declared');
  });

  test('a value below what was declared at export', () => {
    const cheaper = otherwise('B02', ({ customs }) => {
      for (const declaration of customs.declarations.filter(each => each.country === 'CN'))
        for (const item of declaration.items) if (item.value) item.value.amount = '100';
    });
    expect(fired(cheaper)).toContain('mirror-value-lower');
  });

  test('goods that stand in the port for a fortnight without a declaration', () => {
    const undeclared = otherwise('B06', ({ customs }) => {
      customs.declarations = customs.declarations.filter(each => each.country !== 'CN');
    });
    const context = (now: string) =>
      assess(contextOf(undeclared, { country: 'CN', now })).statuses['undeclared-14-days'];
    expect([context(NOW), context('2026-11-30T00:00:00.000Z')]).toEqual(['NOT_FIRED', 'FIRED']);
  });

  test('a clock that nobody sets to a zone measures no overtime', () => {
    const adrift = otherwise('A10', ({ consignment }) => {
      for (const event of consignment.events) if (event.type === 'STACK') event.time.zoneSource = 'UNKNOWN';
    });
    expect(assess(contextOf(adrift)).statuses['overtime-discharge-to-stack']).toBe('INDETERMINATE');
  });

  test('a graph that knows next to nothing leaves its rules open and breaks none', () => {
    const bare = otherwise('A01', document => {
      const { consignment } = document;
      for (const [field, value] of Object.entries(consignment))
        if (Array.isArray(value) && field !== 'identifiers') value.length = 0;
      document.customs.declarations.length = 0;
      document.partner.partnerRecords.length = 0;
    });
    const assessment = assess(contextOf(bare));
    expect([assessment.errors, assessment.fired, assessment.channel]).toEqual([[], [], 'RELEASE']);
  });
});
