import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Module, moduleOf, targetOf } from '../test/house-module.ts';

/** A room imports from its own floor and those below it. */
const FLOORS: Readonly<Record<string, number>> = {
  'errors.ts': 1,
  vocabulary: 2,
  'config.ts': 2,
  messages: 3,
  outbound: 3,
  adapters: 4,
  consignment: 4,
  linking: 5,
  places: 5,
  risk: 5,
  policy: 5,
  alarms: 5,
  assistance: 5,
  projection: 5,
  partners: 6,
  audit: 6,
  store: 7,
  ingest: 8,
  events: 8,
  joining: 9,
  resolvers: 9,
  server: 10,
  bench: 11,
  cli: 11,
  'main.ts': 11,
};
const PURE = [
  'vocabulary',
  'messages',
  'adapters',
  'consignment',
  'linking',
  'places',
  'risk',
  'policy',
  'alarms',
  'assistance',
  'audit',
];
/** What a room must not know although it stands below. */
const STRANGERS: Readonly<Record<string, readonly string[]>> = {
  adapters: ['store', 'partners', 'consignment', 'linking'],
  resolvers: ['adapters', 'ingest', 'store/tables'],
};
const IMPURE_PACKAGE =
  /^(drizzle|graphql|postgres$|@pothos|@apollo|(node:)?(fs|net|http|https|child_process|os|timers|worker_threads)(\/|$))/;
const CLOCK_OR_CHANCE =
  /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bprocess\.|\bperformance\.now\(|\brandom(UUID|Bytes|Int)\(/;
const SQL_TEXT = /`\s*(select\s|insert into\s|update \w+ set\s|delete from\s|create (table|index)\s)/i;
const LINES = 250;

type Law = (house: readonly Module[]) => string[];

/** Every import within the house: who, whom, and whether only a type. */
function edges(house: readonly Module[]) {
  return house.flatMap(module =>
    module.imports.flatMap(imported => {
      const target = targetOf(module, imported);
      return target === undefined ? [] : [{ module, target, room: target.split('/')[0] ?? '', ...imported }];
    }),
  );
}

const everyRoomHasAFloor: Law = house =>
  house.filter(({ room }) => FLOORS[room] === undefined).map(({ path }) => `${path}: its room is on no floor`);

const importsGoDown: Law = house =>
  edges(house)
    .filter(({ module, room }) => (FLOORS[room] ?? 0) > (FLOORS[module.room] ?? 0))
    .filter(({ module, room, typeOnly }) => !(typeOnly && module.room === 'vocabulary' && room === 'messages'))
    .map(
      ({ module, room, target }) =>
        `${module.path} (floor ${FLOORS[module.room]}) imports ${target} (floor ${FLOORS[room]})`,
    );

const strangersStayStrangers: Law = house =>
  edges(house)
    .filter(({ module, target }) => STRANGERS[module.room]?.some(stranger => target.startsWith(`${stranger}/`)))
    .map(({ module, target }) => `${module.path} imports ${target}: ${module.room} must not know it`);

const pureRoomsImportNoEdge: Law = house =>
  house
    .filter(({ room }) => PURE.includes(room))
    .flatMap(({ path, imports }) => imports.map(({ specifier }) => ({ path, specifier })))
    .filter(({ specifier }) => IMPURE_PACKAGE.test(specifier))
    .map(({ path, specifier }) => `${path} imports ${specifier}: its room is pure`);

function linesThat(pattern: RegExp, modules: readonly Module[], complaint: string): string[] {
  return modules.flatMap(({ path, code }) => {
    const found = code.match(pattern)?.[0]?.replace(/\s+/g, ' ').trim();
    return found === undefined ? [] : [`${path} says ${found}: ${complaint}`];
  });
}

const pureRoomsReadNoClock: Law = house =>
  linesThat(
    CLOCK_OR_CHANCE,
    house.filter(({ room }) => PURE.includes(room)),
    'its room is pure',
  );

const onlyConfigReadsTheEnvironment: Law = house =>
  linesThat(
    /\bprocess\.env\b/,
    house.filter(({ path }) => path !== 'config.ts'),
    'only config.ts reads the environment',
  );

const sqlStaysInTheStore: Law = house => {
  // A benchmark measures SQL of its own against the store's: it may.
  const outside = house.filter(({ room }) => room !== 'store' && room !== 'bench');
  const drivers = outside.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier }) => /^(postgres|drizzle-orm)(\/|$)/.test(specifier))
      .map(({ specifier }) => `${path} imports ${specifier}: SQL stays in store/`),
  );
  return [...drivers, ...linesThat(SQL_TEXT, outside, 'SQL stays in store/')];
};

const importsNameAFile: Law = house => {
  const paths = new Set(house.map(({ path }) => path));
  return edges(house)
    .filter(({ target }) => !paths.has(target) && !target.endsWith('.json') && !target.startsWith('..'))
    .map(({ module, specifier }) => `${module.path} imports '${specifier}', which is no file of the house`);
};

/** The first circle found from each module, as the way around it. */
const noCircle: Law = house => {
  const all = edges(house);
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): string[] => {
    if (way.includes(path)) return [[...way.slice(way.indexOf(path)), path].join(' -> ')];
    if (done.has(path)) return [];
    const circles = all
      .filter(({ module }) => module.path === path)
      .flatMap(({ target }) => walk(target, [...way, path]));
    done.add(path);
    return circles;
  };
  return house.flatMap(({ path }) => walk(path, []));
};

const noDefaultExport: Law = house => linesThat(/^export default\b|\bas default\b/m, house, 'export it by its name');

const namedByWhatItIs: Law = house =>
  house
    .filter(({ path }) => /(^|\/)(index|utils?|helpers?|common|misc|shared)\.ts$/.test(path))
    .map(({ path }) => `${path}: name it by what it is`);

const oneThingAFile: Law = house =>
  house
    .map(({ path, source }) => ({ path, lines: source.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines; the ceiling is ${LINES}`);

const nothingUnfinished: Law = house =>
  house.flatMap(({ path, source }) => {
    const mark = source.match(
      /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|\b(test|it|describe)\.(skip|only|todo)\b/,
    )?.[0];
    return mark === undefined ? [] : [`${path} is marked ${mark}`];
  });

/** Each law with a house that breaks it. */
const LAWS: readonly (readonly [name: string, law: Law, broken: Record<string, string>])[] = [
  ['every room has a floor', everyRoomHasAFloor, { 'attic/a.ts': '' }],
  ['imports go down', importsGoDown, { 'messages/a.ts': "import type { B } from '../store/b.ts';" }],
  [
    'vocabulary takes no value from messages',
    importsGoDown,
    { 'vocabulary/a.ts': "import { type B, c } from '../messages/b.ts';" },
  ],
  [
    'strangers stay strangers',
    strangersStayStrangers,
    { 'adapters/port/a.ts': "import {\n  b,\n} from '../../consignment/b.ts';" },
  ],
  [
    'resolvers know no tables',
    strangersStayStrangers,
    { 'resolvers/a.ts': "export { b } from '../store/tables/b.ts';" },
  ],
  ['pure rooms import no edge', pureRoomsImportNoEdge, { 'risk/a.ts': "import { readFileSync } from 'node:fs';" }],
  ['pure rooms read no clock', pureRoomsReadNoClock, { 'policy/a.ts': 'const now = new Date();' }],
  [
    'only config reads the environment',
    onlyConfigReadsTheEnvironment,
    { 'cli/a.ts': 'const port = process.env.PORT;' },
  ],
  ['SQL stays in the store', sqlStaysInTheStore, { 'events/a.ts': 'await sql`\n  select 1`;' }],
  ['drivers stay in the store', sqlStaysInTheStore, { 'server/a.ts': "import postgres from 'postgres';" }],
  ['imports name a file', importsNameAFile, { 'store/a.ts': "const b = await import('./tables');" }],
  ['no circle', noCircle, { 'risk/a.ts': "import { b } from './b.ts';", 'risk/b.ts': "import './a.ts';" }],
  ['no default export', noDefaultExport, { 'cli/a.ts': 'export default 1;' }],
  ['named by what it is', namedByWhatItIs, { 'store/utils.ts': '' }],
  ['one thing a file', oneThingAFile, { 'store/a.ts': 'x\n'.repeat(LINES + 1) }],
];

const SRC = import.meta.dirname;

function readHouse(isWanted: (path: string) => boolean): readonly Module[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map(path => path.split(sep).join('/'))
    .filter(path => path.endsWith('.ts') && isWanted(path))
    .sort()
    .map(path => moduleOf(path, readFileSync(join(SRC, path), 'utf8')));
}

const house = readHouse(path => !/\.(test|contract|fixture)\.ts$/.test(path));

describe('the house', () => {
  test('is where we look', () => {
    expect(house.map(({ path }) => path)).toContain('errors.ts');
  });

  test.each(LAWS)('%s', (_name, law, broken) => {
    expect(law(Object.entries(broken).map(([path, source]) => moduleOf(path, source)))).not.toEqual([]);
    expect(law(house)).toEqual([]);
  });

  test('vocabulary may name a type of messages', () => {
    const source = "import type { TimeValue } from '../messages/time-value.ts';";
    expect(importsGoDown([moduleOf('vocabulary/time.ts', source)])).toEqual([]);
  });

  test('nothing is left unfinished, no test is left out', () => {
    expect(nothingUnfinished(readHouse(path => path !== 'house.test.ts'))).toEqual([]);
  });
});
