import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { CorridorError } from '../errors.ts';
import { nextChange } from '../policy/applicable-agreements.ts';
import { withOnward } from '../policy/onward.ts';
import type { Operation, SharingAgreement } from '../policy/sharing-agreement.ts';
import type { KeyedDigest } from '../policy/transform.ts';
import type { Viewer } from '../policy/viewer.ts';
import { policyOf, ViewerPolicy } from '../policy/viewer-policy.ts';
import type { AgreementProblem } from './agreement-file.ts';
import type { PartnerDirectory } from './partner-directory.ts';
import { type ReadAgreements, readAgreements, stateOfAgreements } from './read-agreements.ts';

/** The keyed digests for one reader: other readers get other tokens of the same value. */
export type KeyedDigestFor = (reader: string) => KeyedDigest;

export interface AgreementWatch {
  readonly onReload: (problems: readonly AgreementProblem[]) => void;
  readonly everyMs?: number;
}

const WATCH_MS = 500;
const AGE_MS = 60_000;
const UNREADABLE = 'unreadable';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/**
 * The agreements of this hub. The first reading refuses a wrong file; of a later one a file that is wrong keeps what was last good, never
 * past its own end, and the others change. A file that is gone is revoked.
 */
export class AgreementDirectory {
  readonly #folder: string;
  readonly #partners: PartnerDirectory;
  readonly #keyed: KeyedDigestFor;
  readonly #listeners = new Set<() => void>();
  readonly #policies = new Map<string, ViewerPolicy>();
  #files: ReadonlyMap<string, SharingAgreement> = new Map();
  #agreements: readonly SharingAgreement[] = [];
  #problems: readonly AgreementProblem[] = [];
  #until = Number.POSITIVE_INFINITY;

  private constructor(folder: string, partners: PartnerDirectory, keyed: KeyedDigestFor) {
    this.#folder = folder;
    this.#partners = partners;
    this.#keyed = keyed;
  }

  static async open(folder: string, partners: PartnerDirectory, keyed: KeyedDigestFor): Promise<AgreementDirectory> {
    const directory = new AgreementDirectory(folder, partners, keyed);
    const read = await readAgreements(folder, id => partners.get(id));
    if (read.problems.length > 0) throw refusal(read.problems);
    directory.#take(read);
    return directory;
  }

  all(): readonly SharingAgreement[] {
    return this.#agreements;
  }

  problems(): readonly AgreementProblem[] {
    return this.#problems;
  }

  /** Calls when another set of agreements is in force; gives back how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a viewer may see now: worked out once for all its requests, until the set changes. */
  policyFor(viewer: Viewer, operation: Operation, now: Date): ViewerPolicy {
    if (now.getTime() >= this.#until) this.#policies.clear();
    if (this.#policies.size === 0) this.#until = this.#untilChange(now);
    const name =
      viewer.sees === 'ALL' ? 'ALL' : JSON.stringify([viewer.partner, viewer.purpose, operation, viewer.accessKeys]);
    const known = this.#policies.get(name) ?? this.#policyOf(viewer, operation, now);
    this.#policies.set(name, known);
    return known;
  }

  /** An age is of the moment: where one is agreed on, what follows from it is worked out anew each minute. */
  #untilChange(now: Date): number {
    const next = nextChange(this.#agreements, now) ?? Number.POSITIVE_INFINITY;
    const hasAge = this.#agreements.some(each => each.onward?.maxAgeMs !== undefined);
    return hasAge ? Math.min(next, now.getTime() + AGE_MS) : next;
  }

  #policyOf(viewer: Viewer, operation: Operation, now: Date): ViewerPolicy {
    if (viewer.sees === 'ALL') return new ViewerPolicy(undefined, [], { digest: 'ALL', keyed: (_key, text) => text });
    const { partner, purpose, accessKeys } = viewer;
    const reading = { partner, purpose, operation, now, accessKeys };
    return policyOf(reading, withOnward(this.#agreements, now), this.#keyed(partner), hash);
  }

  async reload(): Promise<readonly AgreementProblem[]> {
    try {
      this.#take(await readAgreements(this.#folder, id => this.#partners.get(id)));
    } catch (error) {
      const reason = `the agreements cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      this.#problems = [{ file: this.#folder, line: 1, reason }];
    }
    return this.#problems;
  }

  #take({ agreements, problems }: ReadAgreements): void {
    const wrong = new Set(problems.map(each => each.file));
    const kept = [...this.#files].filter(([file]) => wrong.has(file));
    this.#problems = problems;
    this.#putInForce(new Map([...kept, ...[...agreements].filter(([file]) => !wrong.has(file))]));
  }

  #putInForce(files: ReadonlyMap<string, SharingAgreement>): void {
    const before = digestOf(this.#agreements);
    this.#files = files;
    this.#agreements = [...files.values()];
    this.#policies.clear();
    if (digestOf(this.#agreements) !== before) for (const listener of this.#listeners) listener();
  }

  /** Needs no reading of the others, which may take seconds on a busy machine: a stream ends within five of its agreement (law 3.7). */
  #revokeWhatIsGone(): void {
    const kept = [...this.#files].filter(([file]) => existsSync(file));
    if (kept.length < this.#files.size) this.#putInForce(new Map(kept));
  }

  /** Looks at the files again and again, which works on every file system; what is being written is read when it has stood still. */
  watch({ onReload, everyMs = WATCH_MS }: AgreementWatch): () => void {
    let read = stateOf(this.#folder);
    let seen = read;
    const timer = setInterval(() => {
      const now = stateOf(this.#folder);
      if (now !== seen && now !== UNREADABLE) this.#revokeWhatIsGone();
      const isSettled = now === seen;
      seen = now;
      if (!isSettled || now === read) return;
      read = now;
      void this.reload().then(onReload);
    }, everyMs);
    timer.unref();
    return () => clearInterval(timer);
  }
}

function stateOf(folder: string): string {
  try {
    return stateOfAgreements(folder);
  } catch {
    return UNREADABLE;
  }
}

function digestOf(agreements: readonly SharingAgreement[]): string {
  return agreements
    .map(each => each.digest)
    .sort()
    .join();
}

function refusal(problems: readonly AgreementProblem[]): CorridorError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const message = `${first?.file}:${first?.line}: ${first?.reason}${more}`;
  return new CorridorError('CONFIGURATION', 'fix-query', message, { problems });
}
