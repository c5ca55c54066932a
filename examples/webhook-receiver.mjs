// Receives webhooks of the hub: verifies the signature, answers once the event is safe, and handles each event once.
//
//   WEBHOOK_SECRET=whsec_… PORT=8080 node examples/webhook-receiver.mjs
//
// Two secrets, parted by a space, while you change over from one to the other. Nothing but Node is needed; any library of Standard Webhooks
// does the same.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const secrets = (process.env.WEBHOOK_SECRET ?? '').split(' ').filter(each => each.startsWith('whsec_'));
const handledFile = process.env.HANDLED_FILE ?? 'webhook.handled';
const handled = new Set(lines(handledFile));
if (secrets.length === 0) throw new Error('WEBHOOK_SECRET is the whsec_… that registerWebhook answered');

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  const id = request.headers['webhook-id'];
  if (!handled.has(id)) {
    const { event, cursor } = JSON.parse(body).data;
    console.log(
      `${event?.type ?? 'an event'} of ${event?.consignment?.id ?? 'a consignment'}, ${id}, cursor ${cursor.slice(0, 12)}…`,
    );
    // What you do with the event belongs here, in one transaction with keeping its id where that is possible.
    handled.add(id);
    appendFileSync(handledFile, `${id}\n`);
  }
  response.writeHead(204).end();
});
server.listen(Number(process.env.PORT ?? 8080), () =>
  console.log(`waiting at http://localhost:${server.address().port}/`),
);

/** HMAC-SHA256 over id, timestamp and the body as it came; a timestamp more than five minutes off may be an old call sent again. */
function isGenuine({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures = '' }, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const given = signatures
    .split(' ')
    .filter(each => each.startsWith('v1,'))
    .map(each => Buffer.from(each.slice(3), 'base64'));
  return secrets.some(secret => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
    return given.some(each => each.length === expected.length && timingSafeEqual(each, expected));
  });
}

function lines(file) {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
