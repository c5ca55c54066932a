import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConsignmentDocument, SLICES } from '../src/consignment/consignment-document.ts';
import { numbersOfLists } from '../src/consignment/declared-items.ts';
import { filterRowsOf } from '../src/consignment/filter-rows.ts';
import { measuresOf } from '../src/consignment/measures.ts';
import type { PlacedFact } from '../src/consignment/placed-fact.ts';
import { projectConsignment } from '../src/consignment/project-consignment.ts';
import { linkFacts } from '../src/linking/link-facts.ts';
import { agreementWith, grantOf } from '../src/policy/agreement.fixture.ts';
import { CELLS } from '../src/policy/cells.ts';
import type { StatedRow } from '../src/policy/row-condition.ts';
import { showSlice } from '../src/policy/show-consignment.ts';
import { ViewerPolicy } from '../src/policy/viewer-policy.ts';
import { linkedToShown } from '../src/resolvers/customs/declaration-shape.ts';
import { tellStory } from '../src/risk/graph-context/sample-story.fixture.ts';
import { otherFact } from './hidden-facts.fixture.ts';

/** `npm run test:sharing` asks for more. */
const RUNS = Math.max(60, Number(process.env.CORRIDOR_RUNS ?? 0) / 20);
const STORY = linkFacts(tellStory().facts).consignments.map(({ facts, beside, next }) => ({
  facts,
  beside,
  next,
  document: projectConsignment(facts, { beside, next }),
}));
const NOTHING = { facts: [], beside: [], next: [], document: projectConsignment([]) };
const FIELDS = CELLS.filter(each => each.root === 'Consignment').map(each => each.pattern.slice('Consignment.'.length));

interface Reading {
  readonly reader: string;
  /** Of whom the reader sees everything, or some fields; of all others nothing. */
  readonly granted: ReadonlyMap<string, readonly string[]>;
}

function policyOf({ reader, granted }: Reading): ViewerPolicy {
  const agreements = [...granted].map(([from, fields]) =>
    agreementWith({ id: `${from}-${reader}`, from, to: [reader], grants: [grantOf('g', 'Consignment', fields)] }),
  );
  return new ViewerPolicy({ partner: reader, accessKeys: [] }, agreements, { digest: '', keyed: (_key, text) => text });
}

/** All that a reader can be told of a consignment: its documents, and the rows by which it filters and counts. */
function told(document: ConsignmentDocument, origins: readonly string[], reading: Reading): unknown {
  const policy = policyOf(reading);
  const row = (origin: string): StatedRow => ({ ...NO_ROW, origin });
  const showing = { decisionsOf: (origin: string) => policy.decisions(origin, row(origin)), keyed: policy.keyed };
  const isRead = ({ origin }: { readonly origin: string }) => origin === reading.reader || reading.granted.has(origin);
  const shown = Object.fromEntries(SLICES.map(name => [name, showSlice(name, document[name], origins, showing)]));
  const { customs, consignment } = shown as unknown as ConsignmentDocument;
  const { items: goods, transportDocuments } = consignment;
  const numbersOf = numbersOfLists(transportDocuments, customs.declarations);
  const declarations = customs.declarations.map(each => linkedToShown(each, { goods, numbersOf }, showing.decisionsOf));
  return {
    slices: { ...shown, customs: { ...customs, declarations } },
    rows: filterRowsOf(document).filter(isRead),
    measures: measuresOf(document).filter(isRead),
  };
}

const NO_ROW = {
  ...{ originCountry: null, destinationCountry: null },
  ...{ countries: [], places: [], hsCodes: [], accessKeys: [] },
};

const originsOf = (facts: readonly PlacedFact[]) => [...new Set(facts.map(each => each.known.origin))].sort();

const reading = fc.nat(STORY.length - 1).chain(at => {
  const origins = originsOf(STORY[at]?.facts ?? []);
  const grant = fc.oneof(fc.constant(['*']), fc.subarray(FIELDS, { minLength: 1 }));
  return fc.record({
    at: fc.constant(at),
    reader: fc.constantFrom(...origins, 'a stranger'),
    granted: fc.subarray(origins).chain(some => fc.tuple(...some.map(each => fc.tuple(fc.constant(each), grant)))),
    turn: fc.nat(5),
  });
});

test('whatever an origin of which a reader sees nothing says, the reader is told the same: folded anew from its facts', () => {
  fc.assert(
    fc.property(reading, ({ at, reader, granted, turn }) => {
      const { facts, beside, next, document } = STORY[at] ?? NOTHING;
      const reads: Reading = { reader, granted: new Map(granted) };
      const isHidden = (origin: string) => origin !== reader && !reads.granted.has(origin);
      const other = (placed: PlacedFact): PlacedFact =>
        isHidden(placed.known.origin)
          ? { ...placed, known: { ...placed.known, fact: otherFact(placed.known.fact, turn) } }
          : placed;
      const origins = originsOf(facts);
      const before = JSON.stringify(told(document, origins, reads));
      const around = { beside: beside.map(other), next: next.map(other) };
      const after = JSON.stringify(told(projectConsignment(facts.map(other), around), origins, reads));
      if (after !== before) expect(JSON.parse(after)).toEqual(JSON.parse(before));
      expect(after).toBe(before);
    }),
    { numRuns: RUNS, seed: 20261128 },
  );
}, 3_600_000);
