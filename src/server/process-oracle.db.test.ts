import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { append, makeConsignments, newRow } from '../events/log-writer.fixture.ts';
import { chanceFrom, TYPES } from '../events/stream-oracle.fixture.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { connect, type Sql } from '../store/database.ts';
import { loadHubKeys } from '../store/hub-keys.ts';
import { HubProcesses } from './hub-processes.fixture.ts';
import { type Follower, followOnce } from './process-oracle.fixture.ts';
import { issueToken, signingKeyOf } from './token-issuer.ts';

/** `ORACLE_STORIES=20 ORACLE_FROM=1 npm run oracle` tells more of them. */
const STORIES = Number(process.env.ORACLE_STORIES ?? 1);
const FROM = Number(process.env.ORACLE_FROM ?? 1);
const HUBS = 2;
const WRITERS = 3;
const FOLLOWERS = 9;
/** Who gets nothing new for so long has lost it; a machine that has much else to do is no fault of a stream. */
const PATIENCE_MS = 60_000;
/** After so many transactions a writer writes only now and then, however long the falls take. */
const BUSY_TURNS = 40;
const CARRIER = 'meridian-ocean-line';
const TERMINAL = 'jurong-straits-terminal';
/** The carrier shows the terminal what goes by Singapore; the terminal shows the carrier all that it does. */
const PLACES = [['SGSIN'], ['CNTAO'], ['SGSIN', 'CNTAO'], ['MYPKG']];
const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

interface Written {
  readonly serial: string;
  readonly type: string;
  readonly origin: string;
  readonly places: readonly string[];
}

const processes = new HubProcesses();
let sql: Sql;
beforeAll(async () => {
  await processes.start(HUBS);
  sql = connect(processes.databaseUrl, { max: WRITERS + 2 });
}, 120_000);
afterAll(async () => {
  await sql?.end({ timeout: 1 });
  await processes.stop();
}, 60_000);

/** Law 4, said once more and otherwise: what a follower may see, by the agreements of the two partners. */
function maySee(name: string, { origin, places }: Written): boolean {
  if (name === 'operator' || origin === name) return true;
  return name === CARRIER ? origin === TERMINAL : places.includes('SGSIN');
}

async function tokenOf(name: string): Promise<string> {
  const key = signingKeyOf(await loadHubKeys(sql, processes.secret));
  const partner = new PartnerDirectory(`${packageRoot}/partners`).get(name);
  const grant = partner ? { partner, purpose: partner.purposes[0] } : { role: 'operator' as const };
  return (await issueToken(key, { ...grant, ttlSeconds: 3_600 }, new Date())).token;
}

async function followersOf(seed: number): Promise<Follower[]> {
  return Promise.all(
    Array.from({ length: FOLLOWERS }, async (_, place) => {
      const chance = chanceFrom(seed * 31 + place);
      const name = ['operator', CARRIER, TERMINAL][place % 3] ?? '';
      const types = chance(2) === 0 ? undefined : TYPES.slice(0, 1 + chance(TYPES.length));
      const transport = place % 2 === 0 ? 'websocket' : 'sse';
      return { name, token: await tokenOf(name), types, transport, chance, cursor: undefined, got: [], faults: [] };
    }),
  );
}

/** Consignments of which both partners state something. */
async function makeWorld(): Promise<{ id: string; places: readonly string[] }[]> {
  const ids = await makeConsignments(
    sql,
    PLACES.map(() => CARRIER),
  );
  const world = ids.map((id, place) => ({ id, places: PLACES[place] ?? [] }));
  for (const { id, places } of world) {
    await sql`update consignment_filter set places = ${[...places]}::text[] where consignment_id = ${id}`;
    await sql`insert into consignment_filter
      (consignment_id, origin, status, places, parties, hs_codes, voyages, access_keys, known_from)
      values (${id}, ${TERMINAL}, 'BOOKED', '{}', '{}', '{}', '{}', '{}', 0)`;
  }
  return world;
}

/** Writes as record-message does, and writes the same again when the database fell meanwhile: an id that is there already stays alone. */
async function write(
  chance: (below: number) => number,
  world: Awaited<ReturnType<typeof makeWorld>>,
  written: Written[],
  isOver: () => boolean,
): Promise<void> {
  for (let turn = 0; !isOver(); turn++) {
    const events = Array.from({ length: 1 + chance(3) }, () => {
      const { id, places } = world[chance(world.length)] ?? { id: '', places: [] };
      const origin = chance(2) === 0 ? CARRIER : TERMINAL;
      const type = TYPES[chance(TYPES.length)] ?? '';
      const plain = newRow(id, { type });
      const serial = plain.eventId;
      const body = {
        fact: serial,
        revision: serial,
        rawCode: serial,
        type,
        classifier: 'ACT',
        origin,
        effective: true,
      };
      return { told: { serial, type, origin, places }, row: { ...plain, factId: serial, body } };
    });
    const isWritten = () =>
      sql.begin(async transaction => {
        await append(
          transaction,
          events.map(each => each.row),
        );
        await pause(chance(6) === 0 ? chance(200) : 0);
      });
    while (
      !(await isWritten().then(
        () => true,
        () => false,
      ))
    )
      await pause(100);
    written.push(...events.map(each => each.told));
    await pause(turn < BUSY_TURNS ? chance(100) : 1_000);
  }
}

function wantedBy({ name, types }: Follower, written: readonly Written[]): Written[] {
  return written.filter(each => (types?.includes(each.type) ?? true) && maySee(name, each));
}

function faultsOf(follower: Follower, written: readonly Written[]): string[] {
  const wanted = new Set(wantedBy(follower, written).map(each => each.serial));
  const got = new Map(follower.got.map(each => [each.serial, each]));
  const missing = [...wanted].filter(serial => !got.has(serial)).map(serial => `misses ${serial}`);
  const foreign = [...got.keys()].filter(serial => !wanted.has(serial)).map(serial => `got ${serial}, not for it`);
  const otherId = follower.got
    .filter(each => got.get(each.serial)?.id !== each.id)
    .map(each => `two ids of ${each.serial}`);
  const last = new Map<string, number>();
  const known = new Set<string>();
  const disorder = follower.got.flatMap(({ serial, consignmentId, sequence }) => {
    if (known.has(serial)) return [];
    known.add(serial);
    const before = last.get(consignmentId) ?? 0;
    last.set(consignmentId, sequence);
    return sequence < before ? [`got sequence ${sequence} after ${before}`] : [];
  });
  const who = `${follower.name} over ${follower.transport}`;
  return [...follower.faults, ...missing, ...foreign, ...otherId, ...disorder].map(each => `${who}: ${each}`);
}

/** Every kind of fall once, in an order of chance. */
async function havoc(chance: (below: number) => number): Promise<void> {
  const falls = [
    () => processes.killHub(0).then(() => processes.startHub(0)),
    () => processes.killHub(1).then(() => processes.startHub(1)),
    () => processes.restartPostgres(),
    () => processes.restartNats(),
  ];
  while (falls.length > 0) {
    await falls.splice(chance(falls.length), 1)[0]?.();
    await pause(200 + chance(800));
  }
}

async function story(seed: number): Promise<string[]> {
  const chance = chanceFrom(seed);
  const [world, followers] = [await makeWorld(), await followersOf(seed)];
  const written: Written[] = [];
  let isOver = false;
  const hasAll = (follower: Follower) =>
    isOver && new Set(follower.got.map(each => each.serial)).size >= wantedBy(follower, written).length;
  const follow = async (follower: Follower) => {
    let [had, end] = [0, Date.now() + PATIENCE_MS];
    const isDone = () => {
      if (!isOver || follower.got.length > had) end = Date.now() + PATIENCE_MS;
      had = follower.got.length;
      return hasAll(follower) || Date.now() > end;
    };
    while (!isDone()) await followOnce(follower, processes.urlOf(follower.chance(HUBS)), isDone);
  };
  const begin = async (follower: Follower) => {
    while (follower.cursor === undefined) await followOnce(follower, processes.urlOf(0), () => true);
  };
  await Promise.all(followers.map(begin));
  const following = Promise.all(followers.map(follow));
  const writing = Promise.all(
    Array.from({ length: WRITERS }, (_, place) => write(chanceFrom(seed * 101 + place), world, written, () => isOver)),
  );
  await havoc(chance);
  isOver = true;
  await writing;
  await following;
  const repeated = followers.reduce((sum, { got }) => sum + got.length - new Set(got.map(each => each.serial)).size, 0);
  process.stdout.write(`story ${seed}: ${written.length} events to ${FOLLOWERS} followers, ${repeated} told again\n`);
  return followers.flatMap(each => faultsOf(each, written)).map(each => `story ${seed}: ${each}`);
}

test(
  `${STORIES} stories while hubs, Postgres and NATS are killed: nothing missing, nothing foreign, order kept, and no hub fell by itself`,
  async () => {
    for (let seed = FROM; seed < FROM + STORIES; seed++) {
      expect(await story(seed), processes.said.slice(-20).join('')).toEqual([]);
      expect(processes.fallen, processes.said.slice(-20).join('')).toEqual([]);
    }
  },
  STORIES * 600_000,
);
