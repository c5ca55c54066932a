import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { Position } from '../../messages/position.ts';

/** A message of a million faults is told by its first ones; an issue quotes a little of what was sent. */
export const ISSUE_LIMITS = { issues: 1_000, characters: 1_000 } as const;

/** Whole pairs among them: hardly any text has one, and it is seen faster than halves are told from pairs. */
const SUSPICIOUS = /[\0\ud800-\udfff]/;

/** Whether a text can be stored: U+0000 is none for PostgreSQL, half a surrogate pair is none in any encoding. */
export function isText(text: string): boolean {
  return !SUSPICIOUS.test(text) || (!text.includes('\u0000') && !/\p{Surrogate}/u.test(text));
}

/** What was sent, as it can be shown and stored: unseen characters, which could also hide or turn the rest, as U+FFFD. */
export function shown(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return /[\p{Cc}\p{Cf}\p{Surrogate}]/u.test(cut) ? cut.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '\ufffd') : cut;
}

export function boundIssue(issue: FeedIssue): FeedIssue {
  const message = shown(issue.message, ISSUE_LIMITS.characters);
  const remedy = shown(issue.remedy, ISSUE_LIMITS.characters);
  const position = boundPosition(issue.position);
  const isUnchanged = message === issue.message && remedy === issue.remedy && position === issue.position;
  return isUnchanged ? issue : { ...issue, message, remedy, position };
}

/** Places are named after what was sent: a column, a member, an element. */
export function boundPosition(position: Position): Position {
  switch (position.kind) {
    case 'LINE':
      return position.column === undefined || isText(position.column)
        ? position
        : { ...position, column: shown(position.column, ISSUE_LIMITS.characters) };
    case 'POINTER':
      return isText(position.pointer) ? position : { ...position, pointer: storable(position.pointer) };
    default:
      return position;
  }
}

function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The first issues, errors before doubts where not all are told, and how many more there are. */
export function boundIssues(issues: readonly FeedIssue[]): readonly FeedIssue[] {
  const tally = new IssueTally();
  tally.add(issues);
  return tally.told();
}

/** Issues of a message as it is read: however many there are, no more are held than are told. */
export class IssueTally {
  readonly #errors: FeedIssue[] = [];
  readonly #all: FeedIssue[] = [];
  #count = 0;

  get hasError(): boolean {
    return this.#errors.length > 0;
  }

  add(issues: readonly FeedIssue[]): void {
    this.#count += issues.length;
    for (const issue of issues) {
      if (issue.severity === 'ERROR' && this.#errors.length < ISSUE_LIMITS.issues) this.#errors.push(issue);
      if (this.#all.length < ISSUE_LIMITS.issues) this.#all.push(issue);
    }
  }

  told(): readonly FeedIssue[] {
    const kept = this.#count > ISSUE_LIMITS.issues ? this.#mostSevere() : this.#all;
    return kept.map(boundIssue);
  }

  #mostSevere(): FeedIssue[] {
    const doubts = this.#all.filter(issue => issue.severity !== 'ERROR');
    const told = [...this.#errors, ...doubts].slice(0, ISSUE_LIMITS.issues);
    const message = `${this.#count - told.length} more issues are not told`;
    const remedy = 'Mend these first, and send the message again.';
    return [...told, { code: 'TOO_LARGE', severity: 'INFO', position: { kind: 'MESSAGE' }, message, remedy }];
  }
}
