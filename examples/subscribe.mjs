// Follows the events of the consignments that you may see, and comes back where it left off.
//
//   TOKEN=$(npx corridor token --role analyst | tail -1) node examples/subscribe.mjs
//
// It keeps the cursor of the last event it has handled in a file: stop it, let things happen, start it again, and nothing is missed.
import { readFileSync, writeFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const url = process.env.CORRIDOR_URL ?? 'ws://localhost:4000/graphql';
const cursorFile = process.env.CURSOR_FILE ?? 'corridor.cursor';
const limit = Number(process.env.LIMIT ?? Number.POSITIVE_INFINITY);

const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${process.env.TOKEN}` },
});

const query = `
  subscription ($after: String) {
    consignmentEvents(after: $after) {
      kind
      cursor
      event {
        type
        classifier
        correction
        eventTime { instant }
        place { unlocode name }
        equipment { number }
        consignment { ucr status }
        source { name }
      }
    }
  }`;

const events = client.iterate({ query, variables: { after: lastCursor() } });
let told = 0;
for await (const { data, errors } of events) {
  if (errors) throw new Error(errors.map(error => `${error.extensions?.code}: ${error.message}`).join('\n'));
  const { kind, cursor, event } = data.consignmentEvents;
  if (kind === 'EVENT' && event) {
    console.log(lineOf(event));
    told += 1;
  }
  writeFileSync(cursorFile, cursor);
  if (told >= limit) break;
}
await client.dispose();

function lastCursor() {
  try {
    return readFileSync(cursorFile, 'utf8');
  } catch {
    return undefined;
  }
}

function lineOf({ type, classifier, correction, eventTime, place, equipment, consignment, source }) {
  const where = place?.unlocode ?? place?.name ?? '';
  const what = `${type} ${classifier}${correction ? ' (correction)' : ''}`;
  return [eventTime?.instant, what, equipment?.number, where, consignment.ucr ?? '', consignment.status, source?.name]
    .filter(Boolean)
    .join('  ');
}
