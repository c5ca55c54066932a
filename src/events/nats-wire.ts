import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ConsumerMessages,
  DeliverPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { EventWire, LogBatch } from './event-wire.ts';

const STREAM = 'CORRIDOR_LOG';
const SUBJECT = 'corridor.log';
const RETRY_MS = 500;
/** Postgres keeps the log: the stream only bridges a short absence. */
const KEPT_NS = 60 * 1_000_000_000;
const KEPT_BYTES = 64 * 1024 ** 2;
/** NATS takes messages of 1 MiB unless configured. */
const MOST_BYTES = 900 * 1024;

/** The log between hubs over NATS JetStream: one publishes what it read, the others take it from there instead of from Postgres. */
export class NatsWire implements EventWire {
  readonly #url: URL;
  readonly #onError: (error: unknown) => void;
  #connection: NatsConnection | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(url: string, onError: (error: unknown) => void = () => undefined) {
    this.#url = new URL(url);
    this.#onError = onError;
  }

  start(onBatch: (batch: LogBatch) => void): void {
    this.#running = this.#run(onBatch);
  }

  /** What cannot be published now is not published: the others read it from Postgres. */
  publish(batch: LogBatch): void {
    const connection = this.#connection;
    if (!connection || connection.isClosed()) return;
    const whole = JSON.stringify(batch);
    const { rows, ...told } = batch;
    const text = whole.length < MOST_BYTES ? whole : JSON.stringify(told);
    const msgID = `${batch.epoch}/${batch.upTo.position}`;
    jetstream(connection)
      .publish(`${SUBJECT}.${batch.epoch}`, text, { msgID, timeout: 1_000 })
      .catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#connection?.close();
    await this.#running;
  }

  async #run(onBatch: (batch: LogBatch) => void): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#listen(onBatch);
      } catch (error) {
        if (!this.#stopped) this.#onError(error);
      }
      await this.#connection?.close().catch(() => undefined);
      this.#connection = undefined;
      if (!this.#stopped) await sleep(RETRY_MS);
    }
  }

  /** Ends when the connection is lost: a server that comes back may have forgotten the stream. */
  async #listen(onBatch: (batch: LogBatch) => void): Promise<void> {
    const { host, username, password } = this.#url;
    const login = username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    const connection = await connect({ servers: host, ...login, reconnect: false, timeout: 2_000, name: 'corridor' });
    const messages = await consume(connection);
    this.#connection = connection;
    void connection.closed().then(() => messages.close());
    if (this.#stopped) await connection.close();
    for await (const message of messages) onBatch(reviveBatch(message.string()));
  }
}

async function consume(connection: NatsConnection): Promise<ConsumerMessages> {
  const manager = await jetstreamManager(connection);
  const config = { name: STREAM, subjects: [`${SUBJECT}.>`], max_age: KEPT_NS, max_bytes: KEPT_BYTES };
  const kept = { storage: StorageType.Memory, retention: RetentionPolicy.Limits };
  await manager.streams.info(STREAM).catch(() => manager.streams.add({ ...config, ...kept }));
  const consumer = await jetstream(connection).consumers.get(STREAM, { deliver_policy: DeliverPolicy.New });
  return consumer.consume();
}

function reviveBatch(text: string): LogBatch {
  const batch = JSON.parse(text) as LogBatch;
  if (!batch.rows) return batch;
  return { ...batch, rows: batch.rows.map(row => ({ ...row, recordedAt: new Date(row.recordedAt) })) };
}
