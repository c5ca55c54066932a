import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { reconnectStorm } from '../bench/reconnect.ts';
import { playRound } from '../bench/reconnect-round.ts';
import { type SocketLoad, socketLoadOn } from '../bench/socket-load.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const SOCKETS = 60;
const FILTERS = 6;
let hub: TestHub;
let load: SocketLoad;
const open: WebSocket[] = [];
beforeAll(async () => {
  hub = await startTestHub();
  load = await socketLoadOn(hub);
});
afterAll(async () => {
  for (const each of open) each.terminate();
  await hub?.stop();
});

/** A socket that follows one box: the raw codes of its events as they come. */
async function follow(group: number): Promise<string[]> {
  const socket = new WebSocket(load.url, 'graphql-transport-ws');
  open.push(socket);
  const got: string[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject).on('open', () => socket.send(load.init));
    socket.on('message', data => {
      const text = String(data);
      if (text.includes('connection_ack')) socket.send(load.subscribe(group));
      if (text.includes('SNAPSHOT_END')) resolve();
      const rawCode = /"rawCode":"([\d.]+)"/.exec(text)?.[1];
      if (rawCode) got.push(rawCode);
    });
  });
  return got;
}

test('law 3.7: an event is evaluated once a filter and executed once, however many sockets it is for', async () => {
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, (_, socket) => follow(socket % FILTERS)));
  const { events, sharedDeliveries } = hub.services;
  const before = { evaluations: events.work().evaluations, executions: sharedDeliveries.executions };
  const written = [await load.write([0]), await load.write([1]), await load.write([0])].flat();
  const wanted = [[written[0], written[2]], [written[1]], [], [], [], []];
  const isDone = () => sockets.every((got, socket) => got.length === wanted[socket % FILTERS]?.length);
  while (!isDone()) await sleep(10);
  expect(sockets).toEqual(sockets.map((_, socket) => wanted[socket % FILTERS]));
  expect(events.work().evaluations - before.evaluations).toBe(written.length * FILTERS);
  expect(sharedDeliveries.executions - before.executions).toBe(written.length);
});

test('sockets that come back together miss nothing, and cost fewer statements than they are', async () => {
  const storm = { sockets: 200, filters: FILTERS, missed: 5, atOnce: 60 };
  const { failed, wrong, statements, seconds } = await reconnectStorm(load, storm, round => playRound(load.url, round));
  expect({ failed, wrong }).toEqual({ failed: 0, wrong: 0 });
  // What was read stands for a second, and the hub asks for what it does anyway: so much a second, and less than one for each socket.
  expect(statements).toBeLessThan(storm.sockets + seconds * 40);
}, 60_000);
