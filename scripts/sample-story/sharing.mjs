/** The mutual-sharing envelope of two customs administrations: one JSON document for each thing shared. */
import { uuid } from './ids.mjs';
import { PLACES } from './places.mjs';
import { signed } from './signing.mjs';
import { iso } from './times.mjs';
import { CARRIER } from './voyages.mjs';

const json = value => `${JSON.stringify(value, null, 2)}\n`;
const mass = kilos => ({ value: String(kilos), unitCode: 'KGM' });
const amount = value => ({ value: `${value}.00`, currencyID: 'USD' });
const location = place => ({ ID: place, Name: PLACES[place].name });
const party = who => ({ ID: who.id, Name: who.name, CountryCode: who.country });

export const messageId = (kind, recordId, revision = 1) => uuid(`${kind}|${recordId}|${revision}`);

/** @param {{kind: string, recordId: string, revision?: number, at: number, from: string, to: string, purpose: string, payload?: object, withdraws?: string, reason?: string}} m */
export function envelope(m) {
  const revision = m.revision ?? 1;
  const unsigned = {
    mutualSharing: '1.0',
    messageId: messageId(m.kind, m.recordId, revision),
    messageTime: iso(m.at),
    sender: m.from,
    recipient: m.to,
    purpose: m.purpose,
    ...(m.subscription ? { subscription: m.subscription } : {}),
    kind: m.kind,
    recordId: m.recordId,
    revision,
    ...(revision > 1 && !m.withdraws ? { supersedes: messageId(m.kind, m.recordId, revision - 1) } : {}),
    ...(m.withdraws ? { withdraws: m.withdraws } : {}),
    ...(m.reason ? { reason: m.reason } : {}),
    ...(m.payload ? { payload: m.payload } : {}),
  };
  return json(m.signer ? signed(unsigned, m.signer) : unsigned);
}

const vessel = voyage => ({
  ModeCode: '1',
  IMOID: voyage.vessel.imo,
  CallSignID: voyage.vessel.callSign,
  Name: voyage.vessel.name,
  JourneyID: voyage.number,
});

const box = held => ({
  ID: held.number,
  CharacteristicCode: held.type,
  FullnessCode: '5',
  Seal: [{ ID: held.seal, SealingPartyRoleCode: 'CA' }],
});

export const consignmentOf = (one, voyage) => ({
  ...(voyage ? { BorderTransportMeans: vessel(voyage) } : {}),
  LoadingLocation: location(one.seaFrom),
  UnloadingLocation: location(one.seaTo),
  TransportContractDocument: [
    one.house ? { ID: one.house, TypeCode: '714' } : { ID: one.bill, TypeCode: '705', IssuerID: CARRIER.scac },
  ],
  TransportEquipment: one.boxes.map(box),
});

const goodsItem = item => ({
  SequenceNumeric: item.sequence,
  Commodity: {
    Description: item.text,
    Classification: [{ ID: item.hs, IdentificationTypeCode: 'HS' }],
    GoodsMeasure: { GrossMassMeasure: mass(item.gross), NetNetWeightMeasure: mass(item.net) },
  },
  Origin: { CountryCode: item.origin },
  Packaging: [{ QuantityQuantity: item.packages, TypeCode: item.kind }],
  StatisticalValueAmount: amount(item.value),
});

/** @param {{one: object, voyage: object, number: string, lrn: string, accepted: number, office: string}} d */
export const declarationShare = d => ({
  Declaration: {
    ID: d.number,
    FunctionalReferenceID: d.lrn,
    TypeCode: 'EX',
    AcceptanceDateTime: iso(d.accepted),
    DeclarationOfficeID: d.office,
    TotalPackageQuantity: d.one.packages,
    TotalGrossMassMeasure: mass(d.one.gross),
    InvoiceAmount: amount(d.one.value),
    GoodsShipment: {
      UCR: { ID: d.one.ucr },
      Consignor: party(d.one.shipper),
      Consignee: party(d.one.consignee),
      ExportCountry: { ID: d.one.from.slice(0, 2) },
      Destination: { CountryCode: d.one.to.slice(0, 2) },
      Consignment: consignmentOf(d.one, d.voyage),
      GovernmentAgencyGoodsItem: d.one.items.map(item => goodsItem({ ...item, origin: d.one.from.slice(0, 2) })),
    },
  },
});

const subject = (one, number) => ({
  ...(number ? { Declaration: [{ ID: number }] } : {}),
  UCR: { ID: one.ucr },
  Consignment: { TransportEquipment: one.boxes.map(box) },
});

export const inspectionResult = i => ({
  Inspection: {
    ID: i.id,
    AuthorityID: i.authority,
    MethodCode: i.method,
    ResultCode: i.result,
    PerformedDateTime: iso(i.performed),
    Location: location(i.place),
    ...(i.image === undefined ? {} : { ImageAvailableIndicator: i.image }),
    ...(i.seal ? { AppliedSealID: i.seal } : {}),
    ...(i.findings ? { Findings: i.findings } : {}),
    Subject: subject(i.one, i.number),
  },
});

export const quarantineNotice = q => ({
  QuarantineNotice: {
    ID: q.id,
    IssueDateTime: iso(q.issued),
    ScopeCode: q.scope,
    BorderTransportMeans: vessel(q.voyage),
    Location: location(q.place),
    Measure: q.measures.map(([TypeCode, Description]) => ({ TypeCode, Description })),
    Reason: q.reason,
    ...(q.one
      ? {
          Consignment: {
            TransportContractDocument: [{ ID: q.one.bill, TypeCode: '705', IssuerID: CARRIER.scac }],
            TransportEquipment: q.one.boxes.map(box),
          },
        }
      : {}),
  },
});

export const assistanceRequest = a => ({
  Assistance: {
    CaseID: a.id,
    RequestDateTime: iso(a.requested),
    DeadlineDateTime: iso(a.deadline),
    ConfidentialIndicator: true,
    LegalBasis: 'Agreement on mutual administrative assistance in customs matters',
    SubjectText: a.subject,
    Request: a.request,
    Subject: subject(a.one, a.number),
  },
});
