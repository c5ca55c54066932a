import type { Fact } from '../../messages/fact.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import { mutualSharingEnvelopeAdapter } from './mutual-sharing-envelope.ts';

type Document = Record<string, unknown>;

const head: Document = {
  mutualSharing: '1.0',
  messageTime: '2026-03-02T18:20:00+08:00',
  sender: 'SG-CUSTOMS',
  recipient: 'CN-TIANJIN',
  purpose: 'transit-monitoring',
  revision: 1,
};

export const declarationShare: Document = {
  ...head,
  messageId: 'sg-0001',
  kind: 'DECLARATION_SHARE',
  recordId: 'SG-EXP-88',
  payload: {
    Declaration: {
      ID: '26SGEX0000881',
      FunctionalReferenceID: 'LRN 55/1',
      TypeCode: 'EX',
      AcceptanceDateTime: '2026-03-02T17:00:00+08:00',
      TotalPackageQuantity: 480,
      TotalGrossMassMeasure: { value: '24600.500', unitCode: 'KGM' },
      InvoiceAmount: { value: '91250.00', currencyID: 'SGD' },
      AdditionalDocument: [{ ID: 'SG-PC-771', TypeCode: '851', IssuingCountryCode: 'SG' }],
      GoodsShipment: {
        UCR: { ID: '6SG200012345678-A1' },
        PreviousDocument: [{ ID: 'SG/M-UCR-9', TypeCode: 'MCR' }],
        Consignor: { Name: 'Lion City Foods Pte Ltd', ID: '201912345K' },
        Consignment: {
          BorderTransportMeans: { ModeCode: '1', IMOID: '9118018', CallSignID: '3ERX3', JourneyID: '123E' },
          TransportContractDocument: [
            { ID: 'MAEU240123', TypeCode: '704', IssuerID: 'MAEU' },
            { ID: 'HBL-7', TypeCode: '714' },
          ],
          TransportEquipment: [
            {
              ID: 'MSKU9070323',
              CharacteristicCode: '22G1',
              FullnessCode: '5',
              Seal: [{ ID: 'SG1', SealingPartyRoleCode: 'CU' }],
            },
          ],
        },
        GovernmentAgencyGoodsItem: [
          {
            SequenceNumeric: 1,
            Commodity: {
              Description: 'Frozen prawns',
              Classification: [{ ID: '03061790', IdentificationTypeCode: 'HS' }],
            },
            Origin: { CountryCode: 'SG' },
          },
          {
            SequenceNumeric: 2,
            Commodity: { Description: 'Crab meat', Classification: [{ ID: '160510', IdentificationTypeCode: 'HS' }] },
          },
        ],
      },
    },
  },
};

export const inspectionResult: Document = {
  ...head,
  messageId: 'sg-0002',
  kind: 'INSPECTION_RESULT',
  recordId: 'SG-INS-4',
  payload: {
    Inspection: {
      ID: 'NII-2026-4',
      AuthorityID: 'SG-CUSTOMS-KEPPEL',
      MethodCode: 'NII_H986',
      ResultCode: 'CONFORMING',
      PerformedDateTime: '2026-03-02T16:05:00+08:00',
      Location: { ID: 'SGKEP', Name: 'Keppel' },
      ImageAvailableIndicator: true,
      AppliedSealID: 'SGC 900',
      Findings: 'Nothing but frozen goods.',
      Subject: {
        Declaration: [{ ID: '26SGEX0000881' }],
        Consignment: {
          TransportEquipment: [{ ID: 'MSKU9070323', Seal: [{ ID: 'SGC 900', SealingPartyRoleCode: 'CU' }] }],
        },
      },
    },
  },
};

export const quarantineNotice: Document = {
  ...head,
  messageId: 'sg-0003',
  kind: 'QUARANTINE_NOTICE',
  recordId: 'SG-Q-12',
  payload: {
    QuarantineNotice: {
      ID: 'Q12/2026',
      IssueDateTime: '2026-03-03T01:00:00+08:00',
      ScopeCode: ['VESSEL', 'CREW'],
      BorderTransportMeans: { ModeCode: '1', IMOID: '9118018', CallSignID: '3ERX3', Name: 'ONWARD', JourneyID: '123E' },
      Location: { ID: 'CNTSN' },
      Measure: [{ TypeCode: 'CREW_CONFINED' }, { TypeCode: 'DERATTING', Description: 'holds 2 and 3' }],
      Reason: 'Two cases of dengue on board',
    },
  },
};

export const assistanceRequest: Document = {
  ...head,
  messageId: 'sg-0004',
  kind: 'ASSISTANCE_REQUEST',
  recordId: 'SG-MA-7',
  payload: {
    Assistance: {
      CaseID: 'MA-7/2026',
      RequestDateTime: '2026-03-02T09:00:00+08:00',
      DeadlineDateTime: '2026-03-16T18:00:00+08:00',
      ConfidentialIndicator: true,
      LegalBasis: 'Nairobi Convention, annex I',
      SubjectText: 'Undervaluation of seafood',
      Request: 'Send the export invoice of this consignment.',
      Subject: {
        UCR: { ID: '6SG200012345678-A1' },
        Consignment: { TransportContractDocument: [{ ID: 'SMGS 26-1', TypeCode: '722', IssuerID: '0033' }] },
      },
    },
  },
};

export const withdrawal: Document = {
  ...head,
  messageId: 'sg-0005',
  messageTime: '2026-03-04T08:00:00+08:00',
  kind: 'DECLARATION_SHARE',
  recordId: 'SG-EXP-88',
  revision: 2,
  withdraws: 'sg-0001',
  reason: 'Shared by mistake',
};

export const profile: MappingProfile = {
  sender: 'sg-customs',
  country: 'SG',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

export function readEnvelopes(json: unknown) {
  const glance = { format: 'JSON' as const, text: JSON.stringify(json), json, jsonKeys: ['mutualSharing'] };
  return mutualSharingEnvelopeAdapter.read(glance, profile);
}

export function readOne(json: unknown) {
  const [part] = readEnvelopes(json).parts;
  const issues = part?.issues ?? [];
  const found = issues.map(({ code, position }) => [
    code,
    position.kind === 'POINTER' ? position.pointer : position.kind,
  ]);
  const fact = <Kind extends Fact['kind']>(kind: Kind) =>
    part?.facts.find((one): one is Extract<Fact, { kind: Kind }> => one.kind === kind);
  return { facts: part?.facts ?? [], fact, issues, found };
}

/** A copy with the member at `path` set, or left out where the value is undefined. */
export function withMember(document: Document, path: string, value: unknown): Document {
  const copy = structuredClone(document);
  const names = path.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce<Document>((inner, name) => inner[name] as Document, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}
