import type { EventFact, Fact } from '../messages/fact.ts';
import type { JudgedFact } from './effective-facts.ts';
import type { TrainWagon } from './journey-document.ts';
import { compareText } from './revision-order.ts';

type Composed = EventFact & { readonly conveyance: { readonly plate: string } };

/** A wagon in a train, as its composition tells (TAF TSI 3003), with the box on it or without one. */
export function isComposition(fact: Fact): fact is Composed {
  return (
    fact.kind === 'EVENT' &&
    fact.type === 'LOAD' &&
    fact.conveyance?.mode === 'RAIL' &&
    fact.conveyance.plate !== undefined &&
    fact.references.some(each => each.scheme === 'TRAIN')
  );
}

export function trainWagons(judged: readonly JudgedFact[]): TrainWagon[] {
  return judged
    .filter(each => each.effective)
    .flatMap(({ known: { fact, origin, id } }): TrainWagon[] => {
      if (!isComposition(fact)) return [];
      const { conveyance, equipment, place, time } = fact;
      return [
        {
          number: conveyance.plate,
          equipment: equipment?.number ?? null,
          place: place ?? null,
          time,
          origin,
          fact: id,
        },
      ];
    })
    .sort(
      (a, b) =>
        compareText(a.number, b.number) || compareText(a.time.instant, b.time.instant) || compareText(a.fact, b.fact),
    );
}
