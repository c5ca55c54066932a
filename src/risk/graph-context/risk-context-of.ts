import type { RiskContext } from '../risk-context.ts';
import { billsPart } from './bills-part.ts';
import { bookingPart } from './booking-part.ts';
import { certificatesPart } from './certificates-part.ts';
import { consignmentPart, modeOf } from './consignment-part.ts';
import { declarationPart } from './declaration-part.ts';
import { entrySummaryPart } from './entry-summary-part.ts';
import { equipmentPart } from './equipment-part.ts';
import { eventsPart } from './events-part.ts';
import { type GraphView, type RiskContextInput, viewGraph } from './graph-view.ts';
import { itemsPart } from './items-part.ts';
import { partiesPart } from './parties-part.ts';
import { partnerPart } from './partner-part.ts';
import { railPart } from './rail-part.ts';
import { type Voyage, voyagePart } from './voyage-part.ts';

/**
 * What the rules read, from the graph of one consignment. A field that no joined feed states is absent, so that its rules say whom to ask;
 * docs/risk-coverage.md lists every field with its source. Pure: `now` is given.
 */
export function riskContextOf(input: RiskContextInput): RiskContext {
  const view = viewGraph(input);
  const bls = billsPart(view, modeOf(view));
  const voyage = voyagePart(view, bls ?? []);
  const equip = equipmentPart(view);
  return {
    now: view.now,
    c: consignmentPart(view),
    bls,
    decl: declarationPart(view, entryOf(view, voyage)),
    ens: entrySummaryPart(view),
    items: itemsPart(view),
    p: partiesPart(view),
    equip,
    events: eventsPart(view),
    voyage,
    booking: bookingPart(view),
    rail: railPart(view, equip),
    partner: partnerPart(view, departureOf(view, voyage)),
    certs: certificatesPart(view),
    ...bulkPart(view),
  };
}

/** Means of transport enter with their first landing in the country; the vessel's arrival is not later. */
function entryOf({ consignment, happened }: GraphView, voyage: Voyage | undefined): string | undefined {
  const discharge = happened.find(event => event.type === 'DISCHARGE')?.time.instant;
  return voyage?.ata ?? consignment.legs.at(-1)?.arrivedAt[0]?.value.instant ?? discharge;
}

function departureOf({ consignment }: GraphView, voyage: Voyage | undefined): string | undefined {
  return voyage?.atd ?? consignment.legs[0]?.departedAt[0]?.value.instant;
}

/** The doubts about bulk goods released before inspection (GACC) do not arise for goods in boxes. */
function bulkPart({ consignment }: GraphView): RiskContext {
  if (consignment.equipmentUses.length === 0) return {};
  return { bulk: { radiationExcess: false, wasteSuspected: false, certMismatch: false, foreignInclusions: false } };
}
