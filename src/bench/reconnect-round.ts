import WebSocket from 'ws';

/** One round of sockets: each says these, and is back when it has so many events and the sign that it is up to date. */
export interface ReconnectRound {
  readonly opening: readonly (readonly string[])[];
  readonly events: number;
  /** So many connections are opened at a time. */
  readonly atOnce: number;
}
export interface ReconnectCount {
  readonly seconds: number;
  readonly cursors: readonly string[];
  /** Of each socket, the raw codes of its events as they came. */
  readonly events: readonly (readonly string[])[];
  readonly failed: number;
}

interface Back {
  readonly socket: WebSocket;
  readonly cursor: string;
  readonly events: readonly string[];
}
interface Message {
  readonly type: string;
  readonly payload?: {
    readonly data?: {
      readonly consignmentEvents: {
        readonly kind: string;
        readonly cursor: string;
        readonly event: { rawCode: string } | null;
      };
    };
  };
}

function open(url: string, [first = '', ...others]: readonly string[], wanted: number): Promise<Back> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
    const events: string[] = [];
    let isUpToDate = false;
    socket.on('open', () => socket.send(first));
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed with ${code} ${reason}`)));
    socket.on('message', data => {
      const { type, payload } = JSON.parse(String(data)) as Message;
      if (type === 'connection_ack') for (const each of others) socket.send(each);
      const delivery = payload?.data?.consignmentEvents;
      if (!delivery) return;
      if (delivery.event) events.push(delivery.event.rawCode);
      isUpToDate ||= delivery.kind === 'SNAPSHOT_END';
      if (isUpToDate && events.length >= wanted) resolve({ socket, cursor: delivery.cursor, events });
    });
  });
}

/** Connects them all, and lets them go once they are back. */
export async function playRound(url: string, { opening, events, atOnce }: ReconnectRound): Promise<ReconnectCount> {
  const began = performance.now();
  const all: PromiseSettledResult<Back>[] = [];
  let next = 0;
  const openOn = async () => {
    for (let place = next++; place < opening.length; place = next++) {
      const [each] = await Promise.allSettled([open(url, opening[place] ?? [], events)]);
      if (each) all[place] = each;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, openOn));
  const seconds = (performance.now() - began) / 1_000;
  const back = all.map(each => (each.status === 'fulfilled' ? each.value : undefined));
  for (const each of back) each?.socket.terminate();
  return {
    seconds,
    cursors: back.map(each => each?.cursor ?? ''),
    events: back.map(each => each?.events ?? []),
    failed: back.filter(each => !each).length,
  };
}
