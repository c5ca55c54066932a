import { describe, expect, test } from 'vitest';
import type { DeclarationFact, Fact } from '../messages/fact.ts';
import { answer, at, bill as billOf, declaration, event, refs } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { projectDeclarations, withItemLinks } from './project-declarations.ts';
import { projectDocuments } from './project-documents.ts';

const exported = (number: string, day: string, more: Partial<DeclarationFact> = {}) =>
  declaration(number, { lodgedAt: at(day), direction: 'EXPORT', country: 'GB', references: refs('UCR_D U'), ...more });
const entries = (...facts: readonly Fact[]) =>
  Object.fromEntries(projectDeclarations(placed(...facts)).map(each => [each.key, each]));
const invalidated = (number: string, day: string) => answer('10', { number, issuedAt: at(day) });

describe('cancelled and declared anew', () => {
  const arrived = (day: string) => event('GOODS_ARRIVED', day, { subject: 'GOODS', references: refs('UCR_D U') });
  const story = [
    exported('D1', '2026-03-01'),
    invalidated('D1', '2026-03-05'),
    exported('D2', '2026-03-06'),
    arrived('2026-03-02'),
    arrived('2026-03-07'),
  ];

  test('the new one supersedes the old one', () => {
    expect(entries(...story)).toMatchObject({
      D1: { status: 'SUPERSEDED', supersededBy: 'D2', validTo: at('2026-03-05').instant },
      D2: { status: 'LODGED', supersedes: ['D1'], validTo: null },
    });
  });

  test('an event that quotes only the UCR goes to the declaration valid at its time', () => {
    const { D1, D2 } = entries(...story);
    expect(D1?.events).toMatchObject([{ type: 'GOODS_ARRIVED', time: at('2026-03-02'), on: 'UCR' }]);
    expect(D2?.events).toMatchObject([{ type: 'GOODS_ARRIVED', time: at('2026-03-07'), on: 'UCR' }]);
  });

  test('an event that names a declaration is about that one alone', () => {
    const named = event('CUSTOMS_RELEASE', '2026-03-07', { references: refs('DECLARATION D1', 'UCR_D U') });
    const { D1, D2 } = entries(exported('D1', '2026-03-01'), exported('D2', '2026-03-02'), named);
    expect(D1?.events).toMatchObject([{ on: 'NUMBER' }]);
    expect(D2?.events).toEqual([]);
  });

  test('a part of the goods that was declared before the cancellation is no successor, nor is the import', () => {
    const sibling = exported('D0', '2026-02-01');
    const imported = declaration('I', { lodgedAt: at('2026-03-09'), direction: 'IMPORT', country: 'SG' });
    expect(entries(exported('D1', '2026-03-01'), invalidated('D1', '2026-03-05'), sibling, imported).D1).toMatchObject({
      status: 'INVALIDATED',
      supersededBy: null,
    });
  });

  test('one lodged between the request to cancel and the answer takes over at once', () => {
    const asked = declaration('D1', {
      function: 'CANCELLATION',
      lodgedAt: at('2026-03-03'),
      direction: 'EXPORT',
      country: 'GB',
    });
    const { D1 } = entries(
      exported('D1', '2026-03-01'),
      asked,
      exported('D2', '2026-03-04'),
      invalidated('D1', '2026-03-05'),
    );
    expect(D1).toMatchObject({ supersededBy: 'D2', validTo: at('2026-03-04').instant });
  });
});

test('a transit is of what it quotes, and of what quotes it', () => {
  const transit = declaration('T', { direction: 'TRANSIT', previousDocuments: [{ type: 'MRN', number: 'E' }] });
  const imported = declaration('I', { direction: 'IMPORT', previousDocuments: [{ type: '821', number: 't' }] });
  const { E, T, I } = entries(transit, imported, declaration('E', { direction: 'EXPORT' }));
  expect([E?.transitOf, T?.transitOf, I?.transitOf]).toEqual([[], ['E', 'I'], []]);
});

describe('items', () => {
  const item = (sequence: number, hsCode: string, more = {}) => ({ sequence, hsCode, ...more });
  const links = (declared: readonly ReturnType<typeof item>[], shown: readonly ReturnType<typeof item>[]) =>
    withItemLinks(projectDeclarations(placed(declaration('D', { items: declared }))), [
      { value: shown, origin: 'carrier', fact: 'bill' },
    ])[0]?.itemLinks.map(each => `${each.sequence}>${each.item} ${each.confidence}`);

  test('of one tariff subheading are one', () => {
    expect(links([item(1, '82029910'), item(2, '940360')], [item(1, '940360'), item(2, '820299')])).toEqual([
      '1>2 DERIVED',
      '2>1 DERIVED',
    ]);
  });

  test('of which several have it are told apart by the box, and else stay ambiguous', () => {
    const shown = [item(1, '940360', { equipment: ['A'] }), item(2, '940360', { equipment: ['B'] })];
    expect(links([item(7, '940360', { equipment: ['B'] })], shown)).toEqual(['7>2 DERIVED']);
    expect(links([item(7, '940360')], shown)).toEqual(['7>1 AMBIGUOUS', '7>2 AMBIGUOUS']);
    expect(links([item(7, '010121')], shown)).toEqual([]);
  });

  test('that follow on a line of the document whose list is shown are that line', () => {
    const [bill] = projectDocuments(placed(billOf('A', { issuedAt: at('2026-03-01') })));
    const follows = (number: string, line?: number) =>
      item(7, '940360', { previousDocuments: [{ type: '705', number, ...(line && { item: line }) }] });
    const linked = (declared: ReturnType<typeof item>, ...shown: readonly ReturnType<typeof item>[]) =>
      withItemLinks(
        projectDeclarations(placed(declaration('D', { items: [declared] }))),
        [{ value: shown, origin: 'carrier', fact: bill?.issuedAt[0]?.fact ?? '' }],
        bill ? [bill] : [],
      )[0]?.itemLinks;
    const [saws, chairs] = [item(1, '820210'), item(2, '940360')];
    const asserted = { sequence: 7, confidence: 'ASSERTED', on: 'PREVIOUS_DOCUMENT' };
    expect(linked(follows('A', 1), saws, chairs)).toEqual([{ ...asserted, item: 1 }]);
    expect(linked(follows('a'), saws)).toEqual([{ ...asserted, item: 1 }]);
    expect(linked(follows('A'), saws, chairs)).toMatchObject([{ item: 2, on: 'HS_CODE' }]);
    expect(linked(follows('OTHER', 1), saws, chairs)).toMatchObject([{ item: 2, on: 'HS_CODE' }]);
  });

  test('of the list that is shown are its own', () => {
    const [entry] = projectDeclarations(placed(declaration('D', { items: [item(1, '940360')] })));
    const goods = [{ value: entry?.items ?? [], origin: 'customs', fact: entry?.fact ?? '' }];
    expect(entry && withItemLinks([entry], goods)[0]?.itemLinks).toEqual([
      { sequence: 1, item: 1, confidence: 'ASSERTED', on: 'SEQUENCE' },
    ]);
  });
});
