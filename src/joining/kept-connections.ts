import { readFileSync, statSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { join } from 'node:path';
import type { CallBounds } from '../outbound/guarded-call.ts';
import type { DeclaredSubgraph } from '../partners/subgraph-file.ts';

/** A connection that nobody has used for so long is given up. */
const IDLE_MS = 20_000;

type Connecting = Pick<CallBounds, 'agent' | 'tls'>;

/**
 * The connections to one partner, kept between calls: at most as many as it is asked at a time, and none of another's. Certificates are read
 * again when their files change: what is renewed is shown at the next call.
 */
export class KeptConnections {
  readonly #declared: DeclaredSubgraph;
  #now: { readonly of: string; readonly connecting: Connecting } | undefined;

  constructor(declared: DeclaredSubgraph) {
    this.#declared = declared;
  }

  get connecting(): Connecting {
    const of = this.#stateOfFiles();
    if (this.#now?.of === of) return this.#now.connecting;
    this.close();
    this.#now = { of, connecting: this.#open() };
    return this.#now.connecting;
  }

  close(): void {
    this.#now?.connecting.agent?.destroy();
    this.#now = undefined;
  }

  #open(): Connecting {
    const { url, concurrency } = this.#declared.declaration;
    const kept = { keepAlive: true, maxSockets: concurrency, maxFreeSockets: concurrency, timeout: IDLE_MS };
    const agent = new URL(url).protocol === 'https:' ? new HttpsAgent(kept) : new HttpAgent(kept);
    const files = this.#files();
    if (!files) return { agent };
    const [cert, key, ca] = files.map(file => readFileSync(file));
    return { agent, tls: { cert, key, ...(ca && { ca }) } };
  }

  #files(): readonly string[] | undefined {
    const files = this.#declared.declaration.credentials.mutualTls;
    if (!files) return undefined;
    const { certFile, keyFile, caFile } = files;
    return [certFile, keyFile, ...(caFile ? [caFile] : [])].map(name => join(this.#declared.folder, name));
  }

  #stateOfFiles(): string {
    const stats = (this.#files() ?? []).map(file => statSync(file));
    return stats.map(({ ino, size, mtimeMs, ctimeMs }) => [ino, size, mtimeMs, ctimeMs].join(' ')).join('\n');
  }
}
