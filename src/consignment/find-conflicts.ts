import type { Fact } from '../messages/fact.ts';
import { actualTimesConflicts } from './actual-times-conflict.ts';
import type { EquipmentUseEntry, IssueEntry } from './consignment-slice.ts';
import { boxesOf } from './equipment-claims.ts';
import { factsByBox } from './facts-by-box.ts';
import { type PlacedFact, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

/** What the sources say against each other, and the doubts that readers had: shown on the consignment, refusing nothing. */
export function findConflicts(facts: readonly PlacedFact[], equipment: readonly EquipmentUseEntry[]): IssueEntry[] {
  const doubts = facts.flatMap(each =>
    (each.known.fact.issues ?? []).map((issue): IssueEntry => ({ ...issue, ...statedBy(each) })),
  );
  const naming = factsByBox(facts);
  const seals = equipment.flatMap(box => sealMismatch(box, naming.get(box.number) ?? []) ?? []);
  return [...doubts, ...seals, ...actualTimesConflicts(facts)].sort(
    (a, b) => compareText(a.code, b.code) || compareText(a.fact, b.fact) || compareText(a.message, b.message),
  );
}

const PAPER: ReadonlySet<Fact['kind']> = new Set(['TRANSPORT_DOCUMENT', 'DECLARATION', 'RAIL_NOTE', 'CERTIFICATE']);

/** A seal seen on the box that no document names, where documents do name one: the wrong seal, or one changed on the way. */
function sealMismatch(box: EquipmentUseEntry, facts: readonly PlacedFact[]): IssueEntry | undefined {
  const papers = new Set(sealsIn(box.number, facts, fact => PAPER.has(fact.kind)).map(each => each.seal));
  const other = sealsIn(box.number, facts, fact => fact.kind === 'EVENT').find(each => !papers.has(each.seal));
  if (papers.size === 0 || !other) return undefined;
  return {
    ...statedBy(other.fact),
    code: 'SEAL_MISMATCH',
    severity: 'WARNING',
    message: `Seal ${other.seal} was read on ${box.number}; documents name ${[...papers].sort().join(', ')}.`,
    remedy: 'Compare the seal on the box with the declared one, and correct the document or hold the box.',
    position: other.fact.known.fact.position,
  };
}

function sealsIn(
  box: string,
  facts: readonly PlacedFact[],
  from: (fact: Fact) => boolean,
): { seal: string; fact: PlacedFact }[] {
  return facts
    .filter(each => each.effective && from(each.known.fact))
    .flatMap(fact =>
      boxesOf(fact.known.fact)
        .filter(each => each.number === box)
        .flatMap(each => each.seals.map(seal => ({ seal: seal.number, fact }))),
    )
    .sort((a, b) => compareText(a.seal, b.seal) || compareText(a.fact.known.id, b.fact.known.id));
}
