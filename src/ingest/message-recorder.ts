import type { KnownFact } from '../consignment/known-fact.ts';
import { lockBudget } from '../store/advisory-locks.ts';
import type { Sql } from '../store/database.ts';
import { type Archived, archiveMessages, bytesOfMessages, type NewMessage } from '../store/message-store.ts';
import { BatchQueue } from './batch-queue.ts';
import { closureKeys } from './closure-keys.ts';
import { type Recording, recordMessages } from './record-message.ts';

/** Bytes that are archived by one statement. */
const ARCHIVED_BYTES = 2 ** 20;
const ARCHIVING_LANES = 2;
const FETCHING_LANES = 1;
/** What a row of the archive weighs beside its bytes. */
const ROW_BYTES = 2_000;
/** What is recorded in one transaction, a message counting as one more than its facts: a consignment is folded once for all of them. */
const RECORDED_FACTS = 2000;
/** The same, until it is known how many locks the server has room for. */
const FEW_FACTS = 400;
/** A message of one event locks three keys at most, and those of what hangs together with it. */
const FACTS_A_KEY = 0.6;
const RECORDING_LANES = 4;

/** The writing side of one database: whoever archives or records at the same time shares statements and transactions. */
export interface MessageRecorder {
  /** Whether messages wait to be archived, and their senders for their receipts. */
  readonly isArchiving: boolean;
  archive(message: NewMessage): Promise<Archived>;
  /** The bytes of an archived message that is so long; undefined: it was erased. */
  fetch(message: ArchivedLength): Promise<Uint8Array | undefined>;
  record(recording: Recording, now: Date): Promise<void>;
}

interface ArchivedLength {
  readonly id: string;
  readonly length: number;
}

const recorders = new WeakMap<Sql, MessageRecorder>();

export function recorderOf(sql: Sql): MessageRecorder {
  const recorder = recorders.get(sql) ?? createRecorder(sql);
  recorders.set(sql, recorder);
  return recorder;
}

function createRecorder(sql: Sql): MessageRecorder {
  const archiving = new BatchQueue<NewMessage, Archived>({
    lanes: ARCHIVING_LANES,
    most: ARCHIVED_BYTES,
    weight: ({ bytes }) => bytes.length + ROW_BYTES,
    run: messages => archiveMessages(sql, messages),
  });
  let recordedFacts = FEW_FACTS;
  const setRecordedFacts = (keys: number) => {
    recordedFacts = Math.min(RECORDED_FACTS, Math.floor(keys * FACTS_A_KEY));
  };
  lockBudget(sql).then(setRecordedFacts, () => undefined);
  const recording = new BatchQueue<Recording & { readonly now: Date }, void>({
    lanes: RECORDING_LANES,
    get most() {
      return recordedFacts;
    },
    weight: ({ facts }) => 1 + facts.length,
    keys: ({ facts }) => facts.flatMap(keysOf),
    run: async batch => {
      await recordMessages(sql, batch, batch.at(-1)?.now ?? new Date(0));
      return [];
    },
  });
  const fetching = new BatchQueue<ArchivedLength, Uint8Array | undefined>({
    lanes: FETCHING_LANES,
    most: ARCHIVED_BYTES,
    weight: ({ length }) => length + ROW_BYTES,
    run: messages =>
      bytesOfMessages(
        sql,
        messages.map(({ id }) => id),
      ),
  });
  return {
    get isArchiving() {
      return archiving.isBusy;
    },
    archive: message => archiving.add(message),
    fetch: message => fetching.add(message),
    record: (message, now) => recording.add({ ...message, now }),
  };
}

/** Who quotes the same numbers would wait for the same locks. */
function keysOf(known: KnownFact): readonly string[] {
  const { strong, weak, trains } = closureKeys(known);
  return [...strong, ...weak, ...trains];
}
