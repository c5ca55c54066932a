import { readConfig } from '../config.ts';
import { CONSIGNMENT_STATUSES } from '../consignment/consignment-status.ts';
import { CorridorError } from '../errors.ts';
import { AgreementDirectory } from '../partners/agreement-directory.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { eventVisibility, filterReads, identifierReads } from '../policy/reads.ts';
import { ViewerPolicy } from '../policy/viewer-policy.ts';
import { openDatabase } from '../store/database.ts';
import type { EventConditions } from '../store/event-reader.ts';
import { explainEvents, explainList, type ListPlan } from '../store/explain-lists.ts';
import type { ConsignmentConditions } from '../store/list-page.ts';
import { migrate } from '../store/migrate.ts';
import type { BenchSuite } from './bench-suite.ts';

const DAY_MS = 86_400_000;

/** Each kind of list by itself, with the value that was asked for or, where none was, the one that a list of all begins with. */
function listsOf(options: ReadonlyMap<string, string>): readonly (readonly [string, ConsignmentConditions])[] {
  const of = (name: string, usual: string) => options.get(name) ?? usual;
  const single: readonly (readonly [string, ConsignmentConditions])[] = [
    ['everything', {}],
    ['status', { statuses: [of('status', CONSIGNMENT_STATUSES[0])] }],
    ['origin', { originCountry: of('origin', 'CN') }],
    ['destination', { destinationCountry: of('destination', 'SG') }],
    ['place', { place: of('place', 'SGSIN') }],
    ['party', { party: of('party', 'UNKNOWN') }],
    ['hs', { hsPrefix: of('hs', '87') }],
    ['voyage', { voyage: [of('voyage', 'VOYAGE|UNKNOWN')] }],
    ['channel', { channel: { channels: [of('channel', 'MANUAL_INSPECTION')] } }],
    ['search', { search: of('search', 'UNKNOWN') }],
  ];
  const together = single.filter(([name]) => options.has(name)).map(([, conditions]) => conditions);
  return together.length > 1 ? [...single, ['together', Object.assign({}, ...together)]] : single;
}

function eventListsOf(options: ReadonlyMap<string, string>): readonly (readonly [string, EventConditions])[] {
  const recordedAfter = new Date(options.get('after') ?? Date.now() - DAY_MS);
  const window = { recordedAfter, recordedBefore: new Date(recordedAfter.getTime() + DAY_MS) };
  const places = [options.get('place') ?? 'SGSIN'];
  return [
    ['events', {}],
    ['events by place', { places }],
    ['events by time', window],
    ['events by place and time', { places, ...window }],
    ['events of a box', { equipment: options.get('box') ?? 'UNKNOWN' }],
    ['events by type', { types: [options.get('type') ?? 'GATE_IN'] }],
  ];
}

/** How the configured database reads a page of each list of consignments, for a reader of everything; what is asked by several at once too. */
export const plansBench: BenchSuite = {
  name: 'plans',
  measures:
    'EXPLAIN ANALYZE of each list on the configured database, for who reads all or for a partner: status=RELEASED origin=CN destination=SG place= party= hs= voyage= channel= search= after= box= type= reader=sg-customs purpose=transit-monitoring',
  async run(options) {
    const database = await openDatabase(readConfig());
    try {
      await migrate(database.sql);
      const policy = await policyOf(options);
      const keys = policy.visibility();
      const reads = { columns: filterReads(policy), identifiers: identifierReads(policy) };
      for (const [name, conditions] of listsOf(options)) {
        const page = { conditions, keys, reads, descending: true, fromEnd: false, limit: 51 };
        show(name, await explainList(database.sql, page, true));
      }
      for (const [name, conditions] of eventListsOf(options)) {
        const page = { conditions, keys: eventVisibility(policy, conditions), limit: 51 };
        show(name, await explainEvents(database.sql, page, true));
      }
    } finally {
      await database.close();
    }
  },
};

function show(name: string, { lines, scanned }: ListPlan): void {
  console.log(`\n${name}: ${scanned.length > 0 ? `reads ${scanned.join(', ')} from end to end` : 'by indexes'}`);
  console.log(lines.map(line => `  ${line}`).join('\n'));
}

/** Who reads all, unless a partner is named. */
async function policyOf(options: ReadonlyMap<string, string>): Promise<ViewerPolicy> {
  const reader = options.get('reader');
  const plain = { digest: 'ALL', keyed: (_key: string, text: string) => text };
  if (reader === undefined) return new ViewerPolicy(undefined, [], plain);
  const { partnersDir } = readConfig();
  const partners = new PartnerDirectory(partnersDir);
  const partner = partners.get(reader);
  if (!partner) throw new CorridorError('NOT_FOUND', 'fix-query', `there is no partner ${reader}`);
  const agreements = await AgreementDirectory.open(partnersDir, partners, () => plain.keyed);
  const purpose = options.get('purpose') ?? partner.purposes[0] ?? '';
  const accessKeys = partnerAccessKeys(partner);
  const viewer = { sees: 'OWN', partner: reader, country: partner.country, purpose, accessKeys } as const;
  return agreements.policyFor(viewer, 'query', new Date());
}
