import type { ConveyanceClaim, PlaceClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { readConveyance } from '../formats/edifact-conveyance.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { readStatement, type Statement } from '../formats/edifact-statement.ts';
import { allSegments, type CarriageGroup } from '../port/edifact-box-groups.ts';
import { groupManifest, type ManifestGroups } from './edifact-cuscar-groups.ts';
import { readOffice } from './edifact-office.ts';

/** What a manifest says of all its bills. */
export interface Manifest {
  readonly document: Statement;
  readonly groups: ManifestGroups;
  readonly carriage?: CarriageGroup;
  readonly conveyance?: ConveyanceClaim;
  /** The customs office, or the port at which the vessel arrives. */
  readonly office?: PlaceClaim;
  readonly profile: MappingProfile;
}

export function readManifest(
  message: EdifactMessage,
  profile: MappingProfile,
  issues: FeedIssue[],
): Manifest | undefined {
  const groups = groupManifest(message.segments);
  const header = allSegments(groups.header);
  const document = readStatement('CUSCAR', message, header, profile, issues);
  if (!document) return undefined;
  const { carriages } = groups.header;
  const carriage = carriages.find(({ tdt }) => tdt.element(1) === '20') ?? carriages[0];
  const conveyance = carriage && readConveyance(carriage.tdt, profile, issues);
  const office = readOffice(header, profile, issues);
  return {
    document,
    groups,
    ...(carriage ? { carriage } : {}),
    ...(conveyance ? { conveyance } : {}),
    ...(office ? { office } : {}),
    profile,
  };
}
