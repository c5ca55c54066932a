import { readConfig } from '../config.ts';
import { CONSIGNMENT_STATUSES } from '../consignment/consignment-status.ts';
import { filterReads } from '../policy/reads.ts';
import { ViewerPolicy } from '../policy/viewer-policy.ts';
import { openDatabase } from '../store/database.ts';
import { explainList } from '../store/explain-lists.ts';
import type { ConsignmentConditions } from '../store/list-page.ts';
import { migrate } from '../store/migrate.ts';
import type { BenchSuite } from './bench-suite.ts';

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
    ['search', { search: of('search', 'UNKNOWN') }],
  ];
  const together = single.filter(([name]) => options.has(name)).map(([, conditions]) => conditions);
  return together.length > 1 ? [...single, ['together', Object.assign({}, ...together)]] : single;
}

/** How the configured database reads a page of each list of consignments, for a reader of everything; what is asked by several at once too. */
export const plansBench: BenchSuite = {
  name: 'plans',
  measures:
    'EXPLAIN ANALYZE of each list on the configured database: status=HELD origin=CN destination=SG place= party= hs= voyage= search=',
  async run(options) {
    const database = await openDatabase(readConfig());
    try {
      await migrate(database.sql);
      const policy = new ViewerPolicy(undefined, [], { digest: 'ALL', keyed: (_key, text) => text });
      const reads = { columns: filterReads(policy), identifiers: undefined };
      for (const [name, conditions] of listsOf(options)) {
        const page = { conditions, keys: undefined, reads, descending: true, fromEnd: false, limit: 51 };
        const { lines, scanned } = await explainList(database.sql, page, true);
        console.log(`\n${name}: ${scanned.length > 0 ? `reads ${scanned.join(', ')} from end to end` : 'by indexes'}`);
        console.log(lines.map(line => `  ${line}`).join('\n'));
      }
    } finally {
      await database.close();
    }
  },
};
