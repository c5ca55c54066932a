import { join } from 'node:path';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { packageRoot } from '../../src/config.ts';
import { receiveMessage } from '../../src/ingest/receive-message.ts';
import { rollHistory } from '../../src/ingest/roll-history.ts';
import { PartnerDirectory } from '../../src/partners/partner-directory.ts';
import type { Register } from '../../src/risk/registry/register-bodies.ts';
import { checkStatement } from '../../src/risk/registry/registry-record.ts';
import { type Judged, judge } from '../../src/server/judge-consignments.ts';
import { RulePackShelf } from '../../src/server/rule-pack-shelf.ts';
import { loadEntries } from '../../src/store/registry-store.ts';
import { createTestDatabase } from '../test-database.ts';
import { type Message, NOW } from './trade.fixture.ts';

export interface Entry {
  readonly register: Register;
  readonly subject: string;
  readonly key?: string;
  readonly body: object;
  readonly validTo?: Date;
}

/** One database that real messages are told to, through the adapters of the hub and with the mappings of the sample partners. */
export async function openToldWorld() {
  const { sql, drop } = await createTestDatabase();
  const partners = new PartnerDirectory(join(packageRoot, 'partners'));
  const rulePacks = new RulePackShelf(join(packageRoot, 'rules'));
  // Assessed by the customs of China alone: that of Singapore would judge every story once more.
  const china = { all: () => partners.all().filter(each => each.country === 'CN') } as unknown as PartnerDirectory;
  const judging = { sql, partners: china, rulePacks, now: () => NOW };
  const judgeAll = async (seedOf: () => string): Promise<readonly Judged[]> => {
    const rows = await sql<{ id: string }[]>`select id from consignment order by id`;
    const ids = rows.map(({ id }) => id);
    return judge(ids, [], { ...judging, seeds: { seedOf } });
  };
  const tell = async ({ from, feed, text }: Message): Promise<void> => {
    const profile = partners.get(from)?.mapping;
    if (!profile) throw new Error(`no partner ${from}`);
    const ingest = { sql, adapters: ALL_ADAPTERS, now: () => NOW };
    const { status, issues } = await receiveMessage(ingest, { feed, bytes: Buffer.from(text), profile });
    if (status !== 'ACCEPTED') throw new Error(`${status} ${JSON.stringify(issues[0])}\n${text.slice(0, 400)}`);
  };
  return {
    sql,
    drop,
    tell,
    /** Stories side by side, the messages of each in their order. */
    tellAll: async (stories: readonly (readonly Message[])[]) => {
      const waiting = [...stories];
      const worker = async () => {
        for (let story = waiting.shift(); story; story = waiting.shift())
          for (const message of story) await tell(message);
      };
      await Promise.all(Array.from({ length: 6 }, worker));
    },
    register: async (entries: readonly Entry[]) => {
      const statements = entries.map(entry => {
        const validity = { validFrom: new Date('2025-01-01T00:00:00Z'), validTo: null, reason: 'story' };
        const checked = checkStatement({ ...validity, ...entry } as Parameters<typeof checkStatement>[0]);
        if ('fault' in checked) throw new Error(`${entry.register} ${entry.subject}: ${checked.fault}`);
        return checked.statement;
      });
      await loadEntries(sql, statements, { proposer: 'a', approver: 'b', at: new Date('2025-02-01T00:00:00Z') });
    },
    /** History rolled up, and every consignment judged as of NOW. */
    judgeAll: async (): Promise<readonly Judged[]> => {
      await rollHistory(sql);
      return judgeAll(() => '');
    },
    /** Every consignment once more, under another seed of chance. */
    judgeBy: (seed: string): Promise<readonly Judged[]> => judgeAll(() => seed),
  };
}
