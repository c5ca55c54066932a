import type { EquipmentClaim, SealClaim } from '../messages/claims.ts';
import { readContainerNumber } from '../vocabulary/container-number.ts';
import type { Claim, Claims } from './claim.ts';
import type { EquipmentUseEntry, EventEntry } from './consignment-slice.ts';
import { boxesOf } from './equipment-claims.ts';
import { factsByBox } from './facts-by-box.ts';
import { originsOf, type PlacedFact } from './placed-fact.ts';
import { PHYSICAL_RANK, rankClaims, sortClaims } from './rank-claims.ts';
import { compareText } from './revision-order.ts';
import { sealCustody } from './seal-custody.ts';
import { edgesOf, tripWindow } from './trip-window.ts';

/** One entry a box of the consignment: this trip of it, with what each source says of it. `next`: with what later trips of its boxes began. */
export function projectEquipment(
  facts: readonly PlacedFact[],
  events: readonly EventEntry[],
  next: readonly PlacedFact[] = [],
): EquipmentUseEntry[] {
  const naming = factsByBox(facts);
  const following = factsByBox(next);
  const happened = actualsByBox(events);
  return [...naming]
    .filter(([number, facts]) => number !== '' && facts.some(each => each.effective))
    .sort(([a], [b]) => compareText(a, b))
    .map(([number, facts]) => {
      const events = happened.get(number) ?? [];
      return equipmentUse(number, facts, events, edgesOf(facts, following.get(number) ?? []));
    });
}

function actualsByBox(events: readonly EventEntry[]): Map<string, EventEntry[]> {
  const found = new Map<string, EventEntry[]>();
  for (const each of events) {
    if (!each.equipment || !each.effective || each.classifier !== 'ACT') continue;
    const line = found.get(each.equipment);
    if (line) line.push(each);
    else found.set(each.equipment, [each]);
  }
  return found;
}

function equipmentUse(
  number: string,
  naming: readonly PlacedFact[],
  happened: readonly EventEntry[],
  edges: ReturnType<typeof edgesOf>,
): EquipmentUseEntry {
  const { wellFormed, checkDigitValid } = readContainerNumber(number);
  const claim = <T>(read: (box: EquipmentClaim) => T | undefined): Claims<T> =>
    rankClaims(naming, PHYSICAL_RANK, fact => {
      const box = boxesOf(fact).find(each => each.number === number);
      return box && read(box);
    });
  return {
    number,
    wellFormed,
    checkDigitValid,
    from: happened[0]?.time.instant ?? null,
    to: happened.at(-1)?.time.instant ?? null,
    ...tripWindow(happened, edges),
    ...edges,
    sizeType: claim(box => box.sizeType),
    fullness: claim(box => box.fullness),
    load: claim(box => box.load),
    supplier: claim(box => box.supplier),
    seals: sealClaims(number, naming),
    sealCustody: sealCustody(number, naming),
    grossMass: claim(box => box.grossMass),
    verifiedGrossMass: claim(box => box.verifiedGrossMass),
    tareMass: claim(box => box.tareMass),
    wagon: claim(box => box.wagon),
    dangerous: claim(box => box.dangerous),
    reefer: claim(box => box.reefer),
    origins: originsOf(naming),
  };
}

function sealClaims(number: string, facts: readonly PlacedFact[]): Claims<SealClaim> {
  return sortClaims(
    facts
      .filter(each => each.effective)
      .flatMap(each =>
        boxesOf(each.known.fact)
          .filter(box => box.number === number)
          .flatMap(box => box.seals)
          .map((value): Claim<SealClaim> => ({ value, origin: each.known.origin, fact: each.known.id })),
      ),
  );
}
