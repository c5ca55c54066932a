import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { BoxDocument } from './edifact-box-document.ts';
import type { BoxGroup, GoodsGroup, SegmentGroup } from './edifact-box-groups.ts';

/** One box of one report, with all that is said of it. Doubts and errors gather in `issues`; an ERROR refuses this box alone. */
export interface BoxReading {
  readonly document: BoxDocument;
  readonly header: SegmentGroup;
  readonly goods: readonly GoodsGroup[];
  readonly box: BoxGroup;
  readonly vessel?: ConveyanceClaim; // main carriage of the whole report
  readonly profile: MappingProfile;
  readonly issues: FeedIssue[];
}
