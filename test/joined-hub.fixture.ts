import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/config.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { startProcess } from './started-process.fixture.ts';

const EXAMPLE = join(packageRoot, 'examples', 'partner-subgraph');

/** How a partner's server behaves in front of its subgraph. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, pass: () => Promise<unknown>) => unknown;

export interface JoinedHub extends TestHub {
  behave(as: Behaviour): void;
  /** What the partner says is its schema; undefined: what it is. */
  tellSchema(sdl: string | undefined): void;
  /** The bodies that the partner was sent. */
  readonly asked: { readonly query: string; readonly variables?: { readonly representations?: readonly object[] } }[];
}

export const honest: Behaviour = async (_request, response, pass) => response.end(JSON.stringify(await pass()));

/** A hub to which the example's partner has joined its subgraph, a process of its own behind a server that can be made to misbehave. */
export async function startJoinedHub(
  changed: (yaml: string) => string = yaml => yaml,
  samples = /a01/,
): Promise<JoinedHub> {
  const station = await startProcess([join(EXAMPLE, 'station.mjs')], { STATION_PORT: '0' });
  let behaviour = honest;
  let told: string | undefined;
  const asked: JoinedHub['asked'] = [];
  const server = await listen(async (request, response) => {
    const body = JSON.parse(await textOf(request));
    if (!body.query.includes('_service')) asked.push(body);
    const pass = async () => (await fetch(station.url, { method: 'POST', body: JSON.stringify(body) })).json();
    response.setHeader('content-type', 'application/json');
    const isOfSchema = body.query.includes('_service');
    if (isOfSchema && told !== undefined) response.end(JSON.stringify({ data: { _service: { sdl: told } } }));
    else await (isOfSchema ? honest : behaviour)(request, response, pass);
  });
  const partners = overlaidPartners(yaml => changed(yaml.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${server.port}`)));
  const hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
  await sendSamples(hub, samples);
  return {
    ...hub,
    asked,
    behave: as => {
      behaviour = as;
    },
    tellSchema: sdl => {
      told = sdl;
    },
    stop: async () => {
      await hub.stop();
      await station.stop();
      server.server.closeAllConnections();
      server.server.close();
      rmSync(partners, { recursive: true });
    },
  };
}

/** The shipped partners, and those of the example. */
export function overlaidPartners(changed: (yaml: string) => string = yaml => yaml): string {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-joined-'));
  cpSync(join(packageRoot, 'partners'), folder, { recursive: true, filter: path => !path.endsWith('samples') });
  cpSync(join(EXAMPLE, 'partners'), folder, { recursive: true });
  const file = join(folder, 'tuas-freight-station', 'subgraph.yaml');
  writeFileSync(file, changed(readFileSync(file, 'utf8')));
  return folder;
}

async function sendSamples(hub: TestHub, wanted: RegExp): Promise<void> {
  const { ingest, partners } = hub.services;
  for (const { path, feed, partner, held } of findSamples(join(packageRoot, 'partners'))) {
    const profile = partners.get(partner)?.mapping;
    if (!held && profile && wanted.test(path))
      await receiveMessage(ingest, { feed, bytes: readFileSync(path), profile });
  }
}

async function listen(handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
  const server: Server = createServer((request, response) => {
    handler(request, response).catch(() => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
