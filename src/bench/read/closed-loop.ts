import { Agent, request } from 'node:http';

/** One request of a load: loopback only. */
export interface LoadRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly failed: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export function send(
  port: number,
  agent: Agent,
  { path, headers, body }: LoadRequest,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(
      { host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, ...length } },
      answer => {
        const chunks: Buffer[] = [];
        answer.on('data', chunk => chunks.push(chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** So many connections, each with one request under way, until `ms` have gone by or `most` were sent. */
export async function closedLoop(
  port: number,
  next: () => LoadRequest,
  { connections, ms, most = Number.POSITIVE_INFINITY }: { connections: number; ms: number; most?: number },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const one = async () => {
    while (performance.now() - began < ms && times.length < most) {
      const at = performance.now();
      const { status, text } = await send(port, agent, next());
      if (status !== 200 || text.startsWith('{"errors"')) failed++;
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, failed, seconds: (performance.now() - began) / 1000, p50: at(0.5), p99: at(0.99) };
}
