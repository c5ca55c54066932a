import type { RiskContext } from '../risk-context.ts';
import type { SeenIdentifier } from './history-row.ts';

/** The identifiers of a consignment with the time of its trip. Without any dated event nobody knows when it used them. */
export function seenIdentifiers(context: RiskContext): readonly SeenIdentifier[] {
  const { c, bls, equip, voyage } = context;
  const times = tripTimes(context);
  const [from, to] = [times[0], times.at(-1)];
  if (from === undefined || to === undefined) return [];
  const boxes = (equip ?? []).flatMap(({ no }) => no ?? []);
  const found: Omit<SeenIdentifier, 'from' | 'to'>[] = [
    ...(c?.ucr ? [{ kind: 'UCR' as const, value: c.ucr, context: '' }] : []),
    ...(bls ?? []).flatMap(({ no }) => (no ? [{ kind: 'BILL' as const, value: no, context: voyage?.no ?? '' }] : [])),
    ...boxes.map(no => ({ kind: 'BOX' as const, value: no, context: '' })),
    ...(equip ?? []).flatMap(box =>
      sealsOf(box).map(value => ({ kind: 'SEAL' as const, value, context: box.no ?? '' })),
    ),
  ];
  return [...new Map(found.map(each => [`${each.kind}|${each.value}|${each.context}`, each])).values()]
    .map(each => ({ ...each, from, to }))
    .sort((a, b) => (`${a.kind}|${a.value}|${a.context}` < `${b.kind}|${b.value}|${b.context}` ? -1 : 1));
}

function sealsOf({ sealsDeclared, sealReads }: NonNullable<RiskContext['equip']>[number]): string[] {
  return [...(sealsDeclared ?? []), ...(sealReads ?? []).flatMap(({ no }) => no ?? [])];
}

function tripTimes({ events, decl }: RiskContext): readonly string[] {
  const times = [...(events ?? []).map(({ at }) => at), decl?.lodgedAt];
  return times.filter((at): at is string => at !== undefined).sort();
}
