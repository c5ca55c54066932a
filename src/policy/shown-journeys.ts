import type { JourneyDocument } from '../consignment/journey-document.ts';
import type { DisclosureTable, Told } from './disclosure-table.ts';
import type { Showing } from './show-document.ts';
import { showJourney, tellsAnything } from './show-journey.ts';
import { tallyJourney } from './tally.ts';
import type { ViewerPolicy } from './viewer-policy.ts';

interface ShownJourney {
  /** Undefined where nothing of it may be seen. */
  readonly document: JourneyDocument | undefined;
  readonly told: WeakMap<DisclosureTable, WeakMap<ReadonlySet<string>, Told>>;
}

const EVERYTHING: ReadonlySet<string> = new Set();
const known = new WeakMap<ViewerPolicy, WeakMap<JourneyDocument, ShownJourney>>();

/** A voyage or train as it is shown under a policy: one that many consignments travel on is cut once. */
export function shownJourney(document: JourneyDocument, policy: ViewerPolicy): JourneyDocument | undefined {
  return shownOf(document, policy).document;
}

/** What of it is told to whom selects these paths. */
export function toldOfJourney(
  document: JourneyDocument,
  policy: ViewerPolicy,
  selected: ReadonlySet<string> | undefined,
  table: DisclosureTable,
): Told {
  const { told } = shownOf(document, policy);
  const ofTable = told.get(table) ?? new WeakMap<ReadonlySet<string>, Told>();
  told.set(table, ofTable);
  const found =
    ofTable.get(selected ?? EVERYTHING) ?? tallyJourney(document, { showing: showingOf(policy), selected, table });
  ofTable.set(selected ?? EVERYTHING, found);
  return found;
}

function shownOf(document: JourneyDocument, policy: ViewerPolicy): ShownJourney {
  const ofPolicy = known.get(policy) ?? new WeakMap<JourneyDocument, ShownJourney>();
  known.set(policy, ofPolicy);
  const found = ofPolicy.get(document) ?? { document: cut(document, policy), told: new WeakMap() };
  ofPolicy.set(document, found);
  return found;
}

function cut(document: JourneyDocument, policy: ViewerPolicy): JourneyDocument | undefined {
  if (policy.seesAll) return document;
  const shown = showJourney(document, showingOf(policy));
  return tellsAnything(shown) ? shown : undefined;
}

function showingOf(policy: ViewerPolicy): Showing {
  return { decisionsOf: origin => policy.journeyDecisions(origin), keyed: policy.keyed };
}
