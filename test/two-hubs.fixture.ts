import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { packageRoot } from '../src/config.ts';
import { EXPORT_PATH } from '../src/server/export-routes.ts';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';

export const ORIGIN = 'cn-customs-tianjin';
export const READER = 'sg-customs';
export const BEYOND = 'jurong-straits-terminal';
export const FIRST_HUB = 'tianjin-hub';
const SHIPPED = join(packageRoot, 'partners');

const VALID = { from: '2026-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' };
const EVENT = ['type', 'classifier', 'eventTime', 'place', 'equipment.number'].map(path => `events.${path}`);

/** What the origin lets its reader read, take into a hub of its own, and pass on from there. */
const GIVEN = {
  agreement: 'tj-sg',
  version: 1,
  from: ORIGIN,
  to: [READER],
  purposes: ['transit-monitoring'],
  operations: ['query', 'export'],
  valid: VALID,
  rows: { Consignment: { destinationCountry: 'SG' } },
  grants: [
    {
      id: 'g1',
      type: 'Consignment',
      fields: ['ucr', 'status', 'equipmentUses.equipment.number', 'destination', ...EVENT],
    },
    {
      id: 'g2',
      type: 'Declaration',
      fields: ['number', 'localReference', 'status', 'direction', 'destinationCountry', 'notifications.*'],
    },
    { id: 'g3', type: 'Declaration', fields: ['customsValue'] },
    { id: 'g4', type: 'Party', fields: ['name'], transform: { hmac: 'key/test' } },
  ],
  onward: { to: [BEYOND], grants: ['g1', 'g2'], maxAge: '72h' },
};
/** What the reader passes on of it. It may write what it likes: it is cut to what was given. */
const ONWARD = {
  ...GIVEN,
  agreement: 'sg-jst-onward',
  to: [BEYOND],
  operations: ['query', 'export'],
  grants: ['g1', 'g2', 'g3'].map(id => ({ id, type: 'Consignment', fields: ['*'] })),
  under: 'tj-sg',
  onward: undefined,
};

/** A folder of partners with no agreement but these. */
function partnersWith(agreements: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-two-hubs-'));
  cpSync(SHIPPED, folder, { recursive: true, filter: path => !/\/(samples|agreements|keys\.json)$/.test(path) });
  for (const each of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, each.name, 'partner.yaml');
    if (!each.isDirectory() || !existsSync(file)) continue;
    const { signing: _signing, ...partner } = parse(readFileSync(file, 'utf8'));
    writeFileSync(file, stringify(each.name === BEYOND ? { ...partner, purposes: GIVEN.purposes } : partner));
  }
  mkdirSync(join(folder, ORIGIN, 'agreements'));
  for (const each of agreements) writeAgreement(folder, each);
  return folder;
}

function writeAgreement(folder: string, agreement: object): void {
  const { agreement: id } = agreement as { agreement: string };
  writeFileSync(join(folder, ORIGIN, 'agreements', `${id}.yaml`), stringify(agreement));
}

export interface TwoHubs {
  readonly first: TestHub;
  readonly second: TestHub;
  /** At the second hub, as its operator does it. */
  revoke(): void;
  agreeAgain(): void;
  stop(): Promise<void>;
}

/** Two hubs, each with its database: the second is its reader's, and asks the first for what leaves. */
export async function startTwoHubs(): Promise<TwoHubs> {
  const first = await startTestHub({ CORRIDOR_PARTNERS: partnersWith([GIVEN]) });
  const folder = partnersWith([GIVEN, ONWARD]);
  mkdirSync(join(folder, FIRST_HUB));
  const token = await first.tokenOf(READER, 600);
  const pull = {
    ...{ kind: 'partner', url: `${first.url}${EXPORT_PATH}`, everySeconds: 1, cursor: 'link-next', allowPrivate: true },
    headers: { authorization: `Bearer ${token}` },
  };
  const hub = { id: FIRST_HUB, name: 'Hub of Tianjin', kind: 'authority', country: 'CN', timeZone: 'Asia/Shanghai' };
  const file = { ...hub, feeds: ['partner'], passesOn: [ORIGIN], pull: [pull] };
  writeFileSync(join(folder, FIRST_HUB, 'partner.yaml'), stringify(file));
  const second = await startTestHub({ CORRIDOR_PARTNERS: folder });
  return {
    first,
    second,
    revoke: () => rmSync(join(folder, ORIGIN, 'agreements', 'tj-sg.yaml')),
    agreeAgain: () => writeAgreement(folder, GIVEN),
    stop: async () => {
      await second.stop();
      await first.stop();
    },
  };
}
