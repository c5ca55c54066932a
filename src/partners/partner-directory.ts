import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import { CorridorError } from '../errors.ts';
import type { Partner } from './partner.ts';
import { type PartnerProblem, type ReadPartners, readPartners, stateOfFiles } from './read-partners.ts';

export interface PartnerWatch {
  /** A change was read; `problems` is empty where nothing is wrong, and else says whose last good files stay in force. */
  readonly onReload: (problems: readonly PartnerProblem[]) => void;
  readonly everyMs?: number;
}

const WATCH_MS = 500;
/** A folder that is being replaced as a whole says nothing of its partners. */
const UNREADABLE = 'unreadable';

/**
 * The partners of this hub. The first reading refuses a wrong file; of a later one a partner whose files are wrong keeps what was last good,
 * and the others change.
 */
export class PartnerDirectory {
  readonly #folder: string;
  #partners: ReadonlyMap<string, Partner>;
  #problems: readonly PartnerProblem[] = [];
  #state: string;
  #revision = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#state = stateOfFiles(folder);
    const { partners, problems } = readPartners(folder);
    if (problems.length > 0) throw refusal(problems);
    this.#partners = partners;
  }

  get(id: string): Partner | undefined {
    return this.#partners.get(id);
  }

  /** Rises whenever the files are read again. */
  get revision(): number {
    return this.#revision;
  }

  all(): readonly Partner[] {
    return [...this.#partners.values()];
  }

  /** What is wrong with the files as they are now. */
  problems(): readonly PartnerProblem[] {
    return this.#problems;
  }

  /** Reads the folder again; answers what is wrong with it. */
  reload(): readonly PartnerProblem[] {
    const { partners, problems } = readAll(this.#folder, this.#partners);
    this.#partners = partners;
    this.#problems = problems;
    this.#revision++;
    return problems;
  }

  /**
   * Follows the files until the answer is called. It looks at them again and again, which works on every file system and mount; what is being
   * written is read when it has stood still for one look.
   */
  watch({ onReload, everyMs = WATCH_MS }: PartnerWatch): () => void {
    let seen = this.#state;
    const timer = setInterval(() => {
      const now = stateOf(this.#folder);
      const isSettled = now === seen;
      if (!isSettled && now !== UNREADABLE) this.#dropWhatIsGone();
      seen = now;
      if (!isSettled || now === this.#state) return;
      this.#state = now;
      onReload(this.reload());
    }, everyMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** Needs no reading of the others: sockets of a partner that is gone end within seconds (law 3.7). */
  #dropWhatIsGone(): void {
    const isThere = ([id]: readonly [string, Partner]) => existsSync(join(this.#folder, id));
    this.#partners = new Map([...this.#partners].filter(isThere));
  }
}

/** The limits and areas of all partners. */
export function alarmRulesOf(partners: Pick<PartnerDirectory, 'all'>): readonly PartnerAlarmRules[] {
  return partners.all().map(({ id, alarms }) => ({ partner: id, rules: alarms }));
}

function readAll(folder: string, lastGood: ReadonlyMap<string, Partner>): ReadPartners {
  try {
    const { partners, problems } = readPartners(folder);
    const kept = problems.flatMap(({ partner }) => lastGood.get(partner) ?? []);
    return { partners: new Map([...kept.map(each => [each.id, each] as const), ...partners]), problems };
  } catch (error) {
    const reason = `the folder cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return { partners: lastGood, problems: [{ partner: '', file: folder, line: 1, reason }] };
  }
}

function stateOf(folder: string): string {
  try {
    return stateOfFiles(folder);
  } catch {
    return UNREADABLE;
  }
}

function refusal(problems: readonly PartnerProblem[]): CorridorError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new CorridorError('CONFIGURATION', 'fix-query', `${first?.file}:${first?.line}: ${first?.reason}${more}`, {
    problems,
  });
}
