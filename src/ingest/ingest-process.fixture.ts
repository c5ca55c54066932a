import { connect } from '../store/database.ts';
import { setVault } from '../store/vault.ts';
import { GENERATED_ADAPTERS, generatedMessages } from './generated-messages.fixture.ts';
import { receiveMessage } from './receive-message.ts';

/**
 * A hub reduced to its ingest: receives so many generated messages, four at a time, and prints each receipt once it could be sent. Run by the
 * crash test as a process of its own, to be killed.
 */
const [url = '', boxes = '1'] = process.argv.slice(2);
const sql = connect(url, { max: 4 });
setVault(sql, () => 'a secret of the tests');
const ingest = { sql, adapters: GENERATED_ADAPTERS, now: () => new Date() };
const queue = [...generatedMessages(Number(boxes)).entries()];

async function receiveAll(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [place, delivery] = next;
    const { messageId, status } = await receiveMessage(ingest, delivery);
    process.stdout.write(`${place} ${messageId} ${status}\n`);
  }
}

await Promise.all([receiveAll(), receiveAll(), receiveAll(), receiveAll()]);
await sql.end();
