import { normaliseText } from '../normalised-text.ts';
import type { RiskContext } from '../risk-context.ts';
import type { Register } from './register-bodies.ts';
import { yardSubjects } from './yard-subjects.ts';

/** One look-up in a register. */
export interface RegistrySubject {
  readonly register: Register;
  readonly subject: string;
}

const PARTIES = ['importer', 'exporter', 'consignee', 'broker', 'haulier'] as const;

/** Everything that the registers are asked about one consignment: its parties, goods, boxes, papers and the customs that controlled it. */
export function registrySubjects(context: RiskContext): readonly RegistrySubject[] {
  const parties = PARTIES.flatMap(role => context.p?.[role]?.id ?? []);
  const goods = (context.items ?? []).flatMap(item => [item.hs6, item.hs4]).filter(code => code !== undefined);
  const customs = (context.partner?.inspections ?? []).flatMap(each => each.customs ?? []);
  const targets = instructionSubjects(context);
  const boxes = context.equip ?? [];
  const country = context.c?.destCountry;
  return distinct([
    ...parties.map(subject => ({ register: 'ENTERPRISE' as const, subject })),
    ...parties.map(subject => ({ register: 'WHITELIST' as const, subject })),
    ...[...parties, ...goods].map(subject => ({ register: 'FOCUS' as const, subject })),
    ...goods.map(subject => ({ register: 'GOODS' as const, subject })),
    ...targets.map(subject => ({ register: 'INSTRUCTION' as const, subject })),
    ...customs.map(subject => ({ register: 'RECOGNISED_CUSTOMS' as const, subject })),
    ...boxes.flatMap(({ no }) => (no ? [{ register: 'CONTAINER' as const, subject: no }] : [])),
    ...boxes.flatMap(box => yardSubjects(box, context).map(subject => ({ register: 'YARD_PLAN' as const, subject }))),
    ...(country ? [{ register: 'COUNTRY' as const, subject: country }] : []),
  ]);
}

/** An instruction of risk control names a consignment, a declaration, a bill, a box, a party or the goods. */
function instructionSubjects({ c, decl, bls, equip, items, p }: RiskContext): readonly string[] {
  return [
    c?.id && `consignment:${c.id}`,
    c?.ucr && `ucr:${c.ucr}`,
    decl?.no && `declaration:${decl.no}`,
    ...(bls ?? []).map(bill => bill.no && `bill:${bill.no}`),
    ...(equip ?? []).map(box => box.no && `equipment:${box.no}`),
    ...(items ?? []).map(item => item.hs4 && `hs:${item.hs4}`),
    ...PARTIES.map(role => p?.[role]?.id && `party:${p[role]?.id}`),
  ].filter(subject => typeof subject === 'string' && subject !== '') as string[];
}

/** Names of the parties, for the watch lists: a denied party hides its number, not its name. */
export function partyNames(context: RiskContext): readonly string[] {
  return [...new Set(PARTIES.flatMap(role => context.p?.[role]?.name ?? []))];
}

/** The words by which a watch list entry can be found; shorter ones say nothing. */
export function nameTokens(name: string): readonly string[] {
  const words = normaliseText(name).split(' ');
  const tokens = words.flatMap(word => (/^[\p{Script=Han}]+$/u.test(word) ? bigrams(word) : [word]));
  return [...new Set(tokens.filter(token => token.length > 1))];
}

function bigrams(word: string): string[] {
  const letters = [...word];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}

function distinct(subjects: readonly RegistrySubject[]): readonly RegistrySubject[] {
  return [...new Map(subjects.map(each => [`${each.register}|${each.subject}`, each])).values()];
}
