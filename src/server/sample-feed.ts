import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Ingest, type Receipt, receiveMessage } from '../ingest/receive-message.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { archivedDigests } from '../store/message-digests.ts';
import { findSamples, type SampleFile } from './sample-files.ts';

export interface PlayedSample {
  readonly file: string;
  readonly partner: string;
  readonly receipt: Receipt;
}

export interface Play {
  /** Absent when every sample that was held back is sent. */
  readonly played: PlayedSample | undefined;
  readonly remaining: number;
}

interface Waiting {
  readonly sample: SampleFile;
  readonly bytes: Uint8Array;
}

/** So many at once: the graph does not depend on the order in which messages arrive (law 1.3). */
const SENDERS = 4;

/** The sample messages of a hub's partners, sent through the same door as any other message. */
export class SampleFeed {
  readonly #ingest: Ingest;
  readonly #partners: PartnerDirectory;
  readonly #folder: string;
  #playing: Promise<unknown> = Promise.resolve();

  constructor(ingest: Ingest, partners: PartnerDirectory, folder: string) {
    this.#ingest = ingest;
    this.#partners = partners;
    this.#folder = folder;
  }

  /** Sends what the hub does not have yet, nearly in order; stops early when told to. Answers how many it sent. */
  async sendAll(progress: (sent: number, total: number) => void, signal?: AbortSignal): Promise<number> {
    const waiting = await this.#waiting(false);
    const queue = waiting.values();
    let sent = 0;
    const sendOn = async () => {
      for (const each of queue) {
        if (signal?.aborted) return;
        await this.#send(each);
        progress(++sent, waiting.length);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sendOn));
    return sent;
  }

  /** Sends the next sample that was held back. Two who ask at once get two samples. */
  play(): Promise<Play> {
    const turn = this.#playing.then(() => this.#playNext());
    this.#playing = turn.catch(() => undefined);
    return turn;
  }

  async #playNext(): Promise<Play> {
    const [next, ...rest] = await this.#waiting(true);
    if (!next) return { played: undefined, remaining: 0 };
    const receipt = await this.#send(next);
    const { partner, path } = next.sample;
    return { played: { file: basename(path), partner, receipt }, remaining: rest.length };
  }

  async #waiting(held: boolean): Promise<readonly Waiting[]> {
    const samples = findSamples(this.#folder).filter(each => each.held === held && this.#partners.get(each.partner));
    const found = await Promise.all(samples.map(async sample => ({ sample, bytes: await readFile(sample.path) })));
    const archived = await archivedDigests(this.#ingest.sql, found.map(digestOf));
    return found.filter(each => !archived.has(digestOf(each)));
  }

  #send({ sample, bytes }: Waiting): Promise<Receipt> {
    const partner = this.#partners.get(sample.partner);
    if (!partner) throw new Error(`sample of an unknown partner ${sample.partner}`);
    const { feed, path } = sample;
    return receiveMessage(this.#ingest, { feed, bytes, profile: partner.mapping, fileName: basename(path) });
  }
}

function digestOf({ sample, bytes }: Waiting): string {
  return `${sample.partner}/${createHash('sha256').update(bytes).digest('hex')}`;
}
