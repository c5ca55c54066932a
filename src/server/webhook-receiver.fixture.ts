import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedCall {
  readonly id: string;
  readonly genuine: boolean;
  isGenuineBy(secret: string): boolean;
  readonly body: {
    readonly type: string;
    readonly data: { readonly cursor: string; readonly event: Record<string, unknown> };
  };
}

export interface Receiver {
  readonly host: string;
  readonly url: string;
  readonly calls: ReceivedCall[];
  /** What the next calls are answered with, one after the other; 204 once they are used up. */
  readonly answers: { status: number; headers?: Record<string, string> }[];
  secret: string;
  /** Another address from now on: what was under way to the one before is taken, and is none of these calls. */
  begin(): void;
  until(count: number): Promise<readonly ReceivedCall[]>;
  stop(): Promise<void>;
}

/** A customer's receiver: verifies as Standard Webhooks 1.0 tells receivers to, with nothing of the sender's code. */
export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const answers: Receiver['answers'] = [];
  let round = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    if (request.url !== `/hook-${round}`) return response.writeHead(204).end();
    const { status, headers } = answers.shift() ?? { status: 204 };
    const isGenuineBy = (secret: string) => isGenuine(secret, request.headers, text);
    const genuine = isGenuineBy(receiver.secret);
    calls.push({ id: String(request.headers['webhook-id']), genuine, isGenuineBy, body: JSON.parse(text) });
    response.writeHead(status, headers).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver: Receiver = {
    ...{ host, calls, answers, secret: '' },
    get url() {
      return `http://${host}/hook-${round}`;
    },
    begin: () => {
      round++;
      calls.length = 0;
      answers.length = 0;
    },
    until: async count => {
      const end = Date.now() + 15_000;
      while (calls.length < count) {
        if (Date.now() > end) throw new Error(`${calls.length} of ${count} calls came`);
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      return calls;
    },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
  return receiver;
}

function isGenuine(secret: string, headers: IncomingHttpHeaders, body: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return String(signatures)
    .split(' ')
    .map(each => each.split(','))
    .filter(([version]) => version === 'v1')
    .some(([, signature = '']) => {
      const given = Buffer.from(signature, 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
}
