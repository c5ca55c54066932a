import type { ConveyanceClaim, PartyClaim, PlaceClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { textAt } from '../formats/xml-navigation.ts';
import { cnConveyance } from './cn-conveyance.ts';
import { cnLocation, declarationOffice } from './cn-location.ts';
import { CN_FUNCTIONS, type ManifestPurpose } from './cn-manifest-types.ts';
import { headerParties } from './cn-party.ts';
import { doubt, type Reading, timeAt, valueAt } from './customs-reading.ts';

/** What a manifest says once for all its lines and boxes. Its doubts are doubts about each of them. */
export interface ManifestHeader {
  readonly type: string; // four digits
  readonly purpose: ManifestPurpose;
  readonly deletes: boolean;
  readonly sentAt?: TimeValue;
  readonly movedAt?: TimeValue;
  readonly issuer?: string;
  readonly conveyance?: ConveyanceClaim;
  readonly office?: PlaceClaim;
  readonly loading?: PlaceClaim;
  readonly unloading?: PlaceClaim;
  readonly parties: readonly PartyClaim[];
  readonly issues: readonly FeedIssue[];
}

export function manifestHeader(
  reading: Reading,
  root: XmlElement,
  declaration: XmlElement,
  kind: { readonly type: string; readonly purpose: ManifestPurpose },
): ManifestHeader {
  const functionCode = textAt(root, 'Head/FunctionCode') ?? '';
  if (!CN_FUNCTIONS.has(functionCode))
    doubt(reading, root, 'CODE_UNKNOWN', `function code "${functionCode}" is not known`, 'send 9, 2, 5 or 3');
  const place = (name: string) =>
    cnLocation(reading, declaration, name) ?? cnLocation(reading, declaration, `BorderTransportMeans/${name}`);
  return {
    ...kind,
    deletes: functionCode === '3',
    sentAt: timeAt(reading, root, 'Head/SendTime'),
    movedAt: movedAt(reading, kind.purpose, declaration),
    issuer: masterIssuer(reading, declaration),
    conveyance: cnConveyance(reading, declaration),
    office: declarationOffice(reading, declaration),
    loading: place('LoadingLocation'),
    unloading: place('UnloadingLocation'),
    parties: headerParties(reading, declaration),
    issues: reading.issues,
  };
}

/** Arrival is a day; a tally has the hours at which the work began and ended, stated on the means or beside it. */
export function movedAt(reading: Reading, purpose: ManifestPurpose, holder: XmlElement): TimeValue | undefined {
  for (const path of MOVE_TIMES[purpose]) {
    const time = timeAt(reading, holder, path);
    if (time) return time;
  }
  return undefined;
}

const TALLY_TIMES = ['CompletedDateTime', 'ActualDateTime'].flatMap(name => [name, `BorderTransportMeans/${name}`]);
const MOVE_TIMES: Readonly<Record<ManifestPurpose, readonly string[]>> = {
  IMPORT_MANIFEST: [],
  EXPORT_MANIFEST: [],
  ARRIVAL: ['UnloadingLocation/ArrivalDate', 'UnloadingLocation/ArrivalDateTime'],
  LOADING: ['LoadingLocation/LoadingDate'],
  IMPORT_TALLY: TALLY_TIMES,
  EXPORT_TALLY: TALLY_TIMES,
};

/** The carrier issues the master bill. Its code is kept as issuer only where it is a SCAC, or the sender's mapping gives one. */
function masterIssuer(reading: Reading, declaration: XmlElement): string | undefined {
  const carrier = valueAt(reading, declaration, 'Carrier/ID');
  if (carrier === undefined) return undefined;
  return reading.profile.codes.carrier?.[carrier] ?? (/^[A-Z]{4}$/.test(carrier) ? carrier : undefined);
}
