import type { QueryName } from './read-queries.ts';
import { type ReadRun, ratioOf } from './read-run.ts';

const TITLES: Readonly<Record<QueryName, string>> = {
  Q1: 'Q1  one consignment, five domains',
  Q2: 'Q2  page of 50 with children',
  Q3: 'Q3  by container',
  Q4: 'Q4  status by id',
  Q5: 'Q5  search, keyset',
};
const NAMES: Readonly<Record<string, string>> = {
  limit: 'hand-written SQL',
  corridor: 'Corridor',
  apollo: 'Apollo Server',
  mercurius: 'Mercurius, jit',
  postgraphile: 'PostGraphile',
  hive: 'Hive Gateway, 5 subgraphs',
};
const CONNECTIONS = 16;
const [WIDTH, LEFT, RIGHT, BAR, GAP, HEAD] = [820, 190, 70, 15, 34, 74];
const [LEAST, MOST] = [0.25, 128];
const TICKS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128];

/** What a request costs each server beside a hand-written SQL, as a picture: SVG that needs no script and no font of its own. */
export function readChart(run: ReadRun): string {
  const servers = run.servers.map(each => each.name);
  const queries = (Object.keys(TITLES) as QueryName[]).filter(query =>
    run.cells.some(each => each.query === query && each.connections === CONNECTIONS),
  );
  const panel = servers.length * BAR + GAP;
  const height = HEAD + queries.length * panel + 16;
  const bottom = height - 16;
  const panels = queries.map((query, i) => panelOf(run, query, HEAD + i * panel + 14));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(
      16,
      22,
      'Processor time a request, times a hand-written SQL (less is better)',
      'font-size="15" font-weight="600"',
    ),
    text(
      16,
      40,
      `${run.consignments.toLocaleString('en-US')} consignments, ${CONNECTIONS} connections, medians of ${run.rounds} rounds. Corridor enforces agreements and writes receipts; nobody else does.`,
      'fill="#555"',
    ),
    ...TICKS.map(tick => tickAt(tick, HEAD - 8, bottom)),
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function panelOf(run: ReadRun, query: QueryName, top: number): string {
  const bars = run.servers.map(({ name }, i) => {
    const ratio = ratioOf(run, { query, connections: CONNECTIONS }, name, 'limit');
    return ratio === undefined ? '' : barOf(name, ratio, top + i * BAR);
  });
  return [text(16, top - 4, TITLES[query], 'font-weight="600"'), ...bars].join('\n');
}

function barOf(name: string, ratio: number, top: number): string {
  const [from, to] = [at(1), at(ratio)].sort((a, b) => a - b) as [number, number];
  const isOurs = name === 'corridor';
  const fill = isOurs ? '#0b6e4f' : name === 'limit' ? '#444' : '#9db4c0';
  const label = `${ratio.toFixed(ratio < 10 ? 2 : 0)}×`;
  return [
    text(LEFT - 8, top + 11, NAMES[name] ?? name, `text-anchor="end"${isOurs ? ' font-weight="600"' : ''}`),
    `<rect x="${from.toFixed(1)}" y="${top + 1}" width="${Math.max(2, to - from).toFixed(1)}" height="${BAR - 3}" fill="${fill}"/>`,
    text(Math.max(from, to) + 5, top + 11, label, isOurs ? 'font-weight="600"' : ''),
  ].join('\n');
}

function tickAt(tick: number, top: number, bottom: number): string {
  const x = at(tick).toFixed(1);
  const stroke = tick === 1 ? '#444' : '#e3e3e3';
  return `<line x1="${x}" y1="${top}" x2="${x}" y2="${bottom}" stroke="${stroke}"/>\n${text(Number(x), top - 4, `${tick}×`, 'fill="#777" text-anchor="middle"')}`;
}

/** Ratios lie on a scale of doublings: a half lies as far from one as two does. */
function at(ratio: number): number {
  const share = Math.log2(Math.min(MOST, Math.max(LEAST, ratio)) / LEAST) / Math.log2(MOST / LEAST);
  return LEFT + share * (WIDTH - LEFT - RIGHT);
}

function text(x: number, y: number, words: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;
}
