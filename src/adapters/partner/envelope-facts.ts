import type { EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { InspectionFact, PartnerRecordFact } from '../../messages/partner-facts.ts';
import type { Position } from '../../messages/position.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type {
  SharedAssistance,
  SharedDeclaration,
  SharedInspection,
  SharedQuarantineNotice,
  SharedRecord,
} from './envelope.ts';
import { consignmentDoubts, conveyanceClaim, equipmentClaims, meansDoubts, placeClaim } from './envelope-claims.ts';
import { declarationReferences, subjectReferences, voyageReferences } from './envelope-references.ts';

/** What one kind of payload states, before the envelope gives it key, revision and signature. */
export interface PayloadReading {
  readonly pointer: string;
  readonly references: readonly Reference[];
  readonly doubts: readonly FeedIssue[];
  readonly record: Omit<PartnerRecordFact, keyof RecordBase | 'signed' | 'recordKind'>;
  readonly event: Omit<EventFact, keyof RecordBase | 'classifier'>;
  readonly inspection?: Omit<InspectionFact, keyof RecordBase>;
}

/** What every fact of one envelope has in common. */
export interface RecordBase {
  readonly kind: Fact['kind'];
  readonly position: Position;
  readonly references: readonly Reference[];
  readonly key: string;
  readonly revision: number;
  readonly updatedAt: TimeValue;
  readonly issues?: readonly FeedIssue[];
}

export function readPayload(envelope: SharedRecord, sentAt: TimeValue): PayloadReading {
  switch (envelope.kind) {
    case 'DECLARATION_SHARE':
      return readDeclaration(envelope.payload.Declaration, sentAt);
    case 'INSPECTION_RESULT':
      return readInspection(envelope.payload.Inspection, sentAt);
    case 'QUARANTINE_NOTICE':
      return readQuarantineNotice(envelope.payload.QuarantineNotice, sentAt);
    case 'ASSISTANCE_REQUEST':
      return readAssistance(envelope.payload.Assistance, sentAt);
  }
}

/** The occurrence is the sharing, whose time is that of the message; acceptance is the sender's own customs event. */
function readDeclaration(declaration: SharedDeclaration, sentAt: TimeValue): PayloadReading {
  const pointer = '/payload/Declaration';
  const { Consignment, GovernmentAgencyGoodsItem } = declaration.GoodsShipment;
  const goods = GovernmentAgencyGoodsItem.map(({ Commodity }) => Commodity);
  const issuedAt = timeOf(declaration.AcceptanceDateTime) ?? sentAt;
  return {
    pointer,
    references: declarationReferences(declaration),
    doubts: consignmentDoubts(Consignment, `${pointer}/GoodsShipment/Consignment`),
    record: {
      number: declaration.ID,
      issuedAt,
      subject: goods.map(({ Description }) => Description).join('; '),
      declaration: declarationSummary(declaration),
    },
    event: { type: 'DECLARATION_SHARED', subject: 'DECLARATION', time: sentAt },
  };
}

function declarationSummary(declaration: SharedDeclaration): NonNullable<PartnerRecordFact['declaration']> {
  const {
    ID,
    TypeCode,
    TotalGrossMassMeasure: mass,
    TotalPackageQuantity: packages,
    InvoiceAmount: value,
  } = declaration;
  const items = declaration.GoodsShipment.GovernmentAgencyGoodsItem;
  const hsCodes = items.flatMap(({ Commodity }) => Commodity.Classification.map(({ ID: code }) => code));
  return {
    number: ID,
    direction: TypeCode === 'EX' ? 'EXPORT' : 'IMPORT',
    ...(mass && { grossMass: { value: mass.value, unit: mass.unitCode } }),
    ...(packages !== undefined && { packages }),
    ...(value && { value: { amount: value.value, currency: value.currencyID } }),
    hsCodes: [...new Set(hsCodes)],
  };
}

function readInspection(inspection: SharedInspection, sentAt: TimeValue): PayloadReading {
  const pointer = '/payload/Inspection';
  const { ID, Subject, Location, Findings, MethodCode, ResultCode } = inspection;
  const performedAt = timeOf(inspection.PerformedDateTime) ?? sentAt;
  const place = Location && placeClaim(Location);
  return {
    pointer,
    references: subjectReferences(Subject),
    doubts: consignmentDoubts(Subject.Consignment, `${pointer}/Subject/Consignment`),
    record: {
      number: ID,
      issuedAt: performedAt,
      subject: `${MethodCode}: ${ResultCode}`,
      ...(Findings && { text: Findings }),
    },
    event: {
      type: 'INSPECTION_RESULT',
      subject: 'GOODS',
      time: performedAt,
      rawCode: ResultCode,
      ...(place && { place }),
    },
    inspection: {
      number: ID,
      authority: inspection.AuthorityID,
      method: MethodCode,
      result: ResultCode,
      performedAt,
      ...(place && { place }),
      equipment: equipmentClaims(Subject.Consignment?.TransportEquipment),
      ...(inspection.ImageAvailableIndicator !== undefined && { imageAvailable: inspection.ImageAvailableIndicator }),
      ...(inspection.AppliedSealID && { sealApplied: inspection.AppliedSealID }),
      ...(Findings && { findings: Findings }),
    },
  };
}

function readQuarantineNotice(notice: SharedQuarantineNotice, sentAt: TimeValue): PayloadReading {
  const pointer = '/payload/QuarantineNotice';
  const { BorderTransportMeans: means, Consignment, Location, Reason } = notice;
  const issuedAt = timeOf(notice.IssueDateTime) ?? sentAt;
  const vessel = conveyanceClaim(means);
  const measures = notice.Measure.map(({ TypeCode, Description }) =>
    [TypeCode, Description].filter(Boolean).join(': '),
  );
  return {
    pointer,
    references: voyageReferences(means, Consignment),
    doubts: [
      ...meansDoubts(means, `${pointer}/BorderTransportMeans`),
      ...consignmentDoubts(Consignment, `${pointer}/Consignment`),
    ],
    record: {
      number: notice.ID,
      issuedAt,
      subject: notice.ScopeCode.join(', '),
      text: [...measures, ...(Reason ? [Reason] : [])].join('; '),
      vessel,
    },
    event: {
      type: 'QUARANTINE_NOTICE',
      subject: 'TRANSPORT',
      time: issuedAt,
      conveyance: vessel,
      rawCode: notice.Measure.map(({ TypeCode }) => TypeCode).join(','),
      remarks: notice.ScopeCode.join(','),
      ...(Location && { place: placeClaim(Location) }),
      ...(Reason && { reason: Reason }),
    },
  };
}

function readAssistance(assistance: SharedAssistance, sentAt: TimeValue): PayloadReading {
  const pointer = '/payload/Assistance';
  const { CaseID, Subject, Request, LegalBasis, SubjectText } = assistance;
  const issuedAt = timeOf(assistance.RequestDateTime) ?? sentAt;
  const deadline = timeOf(assistance.DeadlineDateTime);
  return {
    pointer,
    references: subjectReferences(Subject),
    doubts: consignmentDoubts(Subject.Consignment, `${pointer}/Subject/Consignment`),
    record: {
      number: CaseID,
      issuedAt,
      ...(SubjectText && { subject: SubjectText }),
      text: LegalBasis ? `${Request} (${LegalBasis})` : Request,
      ...(deadline && { deadline }),
      confidential: assistance.ConfidentialIndicator,
    },
    event: { type: 'ASSISTANCE_REQUESTED', subject: 'GOODS', time: issuedAt },
  };
}

/** The schema has accepted the form of every time, offset included. */
function timeOf(raw: string | undefined): TimeValue | undefined {
  return raw === undefined ? undefined : readTime(raw);
}
