import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Statement } from '../formats/edifact-statement.ts';
import type { StatusGroup } from './edifact-status-groups.ts';
import type { StatusSubject } from './edifact-status-subject.ts';

/** One status of one box, or of goods without one. Doubts and errors gather in `issues`; an ERROR refuses this status alone. */
export interface StatusReading {
  readonly document: Statement;
  readonly status: StatusGroup;
  readonly subject: StatusSubject;
  readonly profile: MappingProfile;
  readonly issues: FeedIssue[];
}
