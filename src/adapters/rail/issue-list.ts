import type { FeedIssue, FeedIssueCode } from '../../messages/feed-issue.ts';
import type { Position } from '../../messages/position.ts';

/** What was found wrong while one part of a message was read. */
export class IssueList {
  readonly all: FeedIssue[] = [];

  refuse(code: FeedIssueCode, position: Position, message: string, remedy: string): void {
    this.all.push({ code, severity: 'ERROR', position, message, remedy });
  }

  doubt(code: FeedIssueCode, position: Position, message: string, remedy: string): void {
    this.all.push({ code, severity: 'WARNING', position, message, remedy });
  }

  note(code: FeedIssueCode, position: Position, message: string, remedy: string): void {
    this.all.push({ code, severity: 'INFO', position, message, remedy });
  }

  get refused(): boolean {
    return this.all.some(({ severity }) => severity === 'ERROR');
  }

  /** The doubts that a fact carries itself; absent where there are none. */
  get doubts(): readonly FeedIssue[] | undefined {
    const doubts = this.all.filter(({ severity }) => severity !== 'ERROR');
    return doubts.length === 0 ? undefined : doubts;
  }
}
