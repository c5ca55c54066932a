import { globalId } from '../../resolvers/global-id.ts';
import type { SeededChance } from '../link-quality/seeded-chance.ts';
import { QUERIES } from '../read/read-queries.ts';
import type { CopiedTemplate } from './copied-tables.ts';
import { nameInCopy } from './copied-text.ts';
import { daysAgo } from './write-copies.ts';

export interface Question {
  readonly name: string;
  /** It costs more than the hub's own people may ask at once. */
  readonly isLarge?: boolean;
  readonly query: string;
  variables(chance: SeededChance): Readonly<Record<string, unknown>>;
}

const LIST =
  'nodes { id ucr status goodsDescription origin { unlocode } destination { unlocode } equipmentUses { equipment { number } } }';
const list = (filter: string, types: string) =>
  `query (${types}) { consignments(first: 25, filter: { ${filter} }) { ${LIST} } }`;
const EVENTS = 'nodes { id type classifier eventTime { instant } place { unlocode } }';
const DAY_MS = 86_400_000;

/** Look-ups of any consignment, whenever it was written, and pages of every list. */
export function growthQuestions(
  templates: readonly CopiedTemplate[],
  copies: number,
  now: number,
): readonly Question[] {
  const any = (chance: SeededChance) => {
    const template = templates[chance.between(0, templates.length - 1)];
    if (!template) throw new Error('there are no templates');
    return { template, k: chance.between(1, copies) };
  };
  const recent = Array.from({ length: copies }, (_each, i) => i + 1).filter(k => daysAgo(k) < 1);
  const ofLastDay = (chance: SeededChance) => ({
    ...any(chance),
    k: recent[chance.between(0, recent.length - 1)] ?? copies,
  });
  const named =
    (scheme: string, choose = any) =>
    (chance: SeededChance) => {
      const { template, k } = choose(chance);
      return nameInCopy(template.identifiers[scheme] ?? '', 'number', k);
    };
  const idOf = (chance: SeededChance) => {
    const { template, k } = any(chance);
    return globalId('Consignment', nameInCopy(template.id, 'digits', k));
  };
  const port = (chance: SeededChance) => ['SGSIN', 'MYPKG', 'DEHAM'][chance.between(0, 2)];
  const status = (chance: SeededChance) => [['IN_TRANSIT'], ['ARRIVED'], ['DELIVERED']][chance.between(0, 2)];
  const window = (chance: SeededChance) => {
    const from = now - chance.between(2, 50) * DAY_MS;
    return { after: new Date(from).toISOString(), before: new Date(from + DAY_MS / 24).toISOString() };
  };
  return [
    { name: 'one by UCR, five domains', query: QUERIES.Q1, variables: chance => ({ ucr: named('UCR_D')(chance) }) },
    {
      name: 'one of the last day by UCR, five domains',
      query: QUERIES.Q1,
      variables: chance => ({ ucr: named('UCR_D', ofLastDay)(chance) }),
    },
    { name: 'by container', query: QUERIES.Q3, variables: chance => ({ number: named('CONTAINER')(chance) }) },
    { name: 'status by id', query: QUERIES.Q4, variables: chance => ({ id: idOf(chance) }) },
    {
      name: 'page of 50 by status and destination',
      isLarge: true,
      query: QUERIES.Q2,
      variables: chance => ({ status: status(chance), destination: port(chance)?.slice(0, 2) }),
    },
    {
      name: 'page of 25 by five conditions',
      query: QUERIES.Q5,
      variables: chance => {
        const updatedAfter = new Date(now - 59 * DAY_MS).toISOString();
        return { status: status(chance), origin: 'CN', destination: port(chance)?.slice(0, 2), hs: '87', updatedAfter };
      },
    },
    { name: 'the newest 25', query: `{ consignments(first: 25) { ${LIST} } }`, variables: () => ({}) },
    {
      name: 'by place',
      query: list('place: $place', '$place: String!'),
      variables: chance => ({ place: port(chance) }),
    },
    {
      name: 'by party',
      query: list('party: $party', '$party: String!'),
      variables: chance => ({ party: `2008912${String(chance.between(0, 19)).padStart(2, '0')}M` }),
    },
    {
      name: 'by HS code',
      query: list('hsPrefix: $hs', '$hs: String!'),
      variables: chance => ({ hs: ['870870', '847130', '6109'][chance.between(0, 2)] }),
    },
    {
      name: 'events by place and time',
      query: `query ($place: UNLocode!, $after: DateTime!, $before: DateTime!) {
        events(first: 25, filter: { places: [$place], recordedAfter: $after, recordedBefore: $before }) { ${EVENTS} } }`,
      variables: chance => ({ place: 'SGSIN', ...window(chance) }),
    },
    {
      name: 'events of a box',
      query: `query ($box: String!) { events(first: 25, filter: { equipment: $box }) { ${EVENTS} } }`,
      variables: chance => ({ box: named('CONTAINER')(chance) }),
    },
  ];
}
