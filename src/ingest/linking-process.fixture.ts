import { event, known, refs } from '../consignment/fact.fixture.ts';
import { connect } from '../store/database.ts';
import { setVault } from '../store/vault.ts';
import { recordFacts } from './record-facts.fixture.ts';

/**
 * A hub reduced to its recording, which links the same consignments as its neighbours at the same moment: for each round one message that
 * quotes two of the three papers, and two boxes in the order of its own. Run as a process of its own.
 */
const [url = '', place = '0', rounds = '1', start = '0'] = process.argv.slice(2);
const self = Number(place);
const sql = connect(url, { max: 4 });
setVault(sql, () => 'a secret of the tests');
const BRIDGES = [
  (r: number) => refs(`BL A${r}`, `BOOKING K${r}`),
  (r: number) => refs(`BOOKING K${r}`, `UCR_D U${r}`),
  (r: number) => refs(`UCR_D U${r}`, `BL A${r}`),
] as const;

async function link(round: number): Promise<void> {
  const boxes = refs(`CONTAINER X${round}`, `CONTAINER Y${round}`);
  const references = [...(BRIDGES[self % 3]?.(round) ?? []), ...(self % 2 === 0 ? boxes : boxes.reverse())];
  const fact = event('CARGO_ACCEPTED', '2026-03-01', { references, remarks: `hub ${place}` });
  await recordFacts(sql, known(fact, `hub-${place}`));
}

const queue = Array.from({ length: Number(rounds) }, (_, i) => i);
await sql`select 1`;
await new Promise(resolve => setTimeout(resolve, Math.max(0, Number(start) - Date.now())));
const work = async () => {
  for (let round = queue.shift(); round !== undefined; round = queue.shift()) await link(round);
};
await Promise.all([work(), work(), work(), work()]);
await sql.end();
