import { type Box, type Goods, sum, type Trader } from './goods.fixture.ts';

export interface ManifestText {
  readonly bill: string;
  readonly house?: string | undefined;
  readonly booking?: string | undefined;
  readonly voyage: string;
  readonly imo: string;
  readonly pol?: string | undefined;
  readonly pod?: string | undefined;
  readonly sentAt: string; // yyyymmddhhmmss
  readonly functionCode?: string | undefined;
  readonly goods: readonly Goods[];
  readonly boxes: readonly Box[];
  readonly consignee?: Trader | undefined;
  readonly consignor: Trader;
  readonly notify?: Trader | undefined;
  readonly ucr?: string | undefined;
  readonly grossTotal?: number | undefined;
  readonly packagesTotal?: number | undefined;
  readonly fullness?: string | undefined; // code list CN004
  readonly supplier?: string | undefined; // UN/EDIFACT 8077
}

const party = (tag: string, { id, name, country, aeo }: Trader) =>
  `<${tag}><ID>USCI+${id}</ID><Name>${name}</Name><Address><CountryCode>${country}</CountryCode></Address>${aeo ? `<AEO>${aeo}</AEO>` : ''}</${tag}>`;

/** China's manifest of original entry (MT1101), one bill. */
export function manifest(of: ManifestText): string {
  const { goods, boxes } = of;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Manifest xmlns="urn:Declaration:datamodel:standard:CN:MT1101:1"><Head><MessageID>CN_MT1101_1p1_0202980001417_${of.sentAt}</MessageID><FunctionCode>${of.functionCode ?? '9'}</FunctionCode><MessageType>MT1101</MessageType><SenderID>0202980001417</SenderID><ReceiverID>EPORT</ReceiverID><SendTime>${of.sentAt}000</SendTime><Version>1.0</Version></Head>
<Declaration><EntryCustomsOffice><ID>CNTXG/0202</ID></EntryCustomsOffice><Carrier><ID>MRDL</ID></Carrier>
<BorderTransportMeans><JourneyID>${of.voyage}</JourneyID><TypeCode>1</TypeCode><ID>UN${of.imo}</ID><Name>MERIDIAN DAWN</Name></BorderTransportMeans>
<Consignment><TransportContractDocument><ID>${of.bill}</ID></TransportContractDocument>${of.house ? `<AssociatedTransportDocument><ID>${of.house}</ID></AssociatedTransportDocument>` : ''}
<LoadingLocation><ID>${of.pol ?? 'SGSIN'}</ID></LoadingLocation><UnloadingLocation><ID>${of.pod ?? 'CNTXG/0202'}</ID></UnloadingLocation>${of.booking ? `<BookingNumber>${of.booking}</BookingNumber>` : ''}
<ConsignmentPackaging><QuantityQuantity>${of.packagesTotal ?? sum(goods, 'packages')}</QuantityQuantity><TypeCode>BG</TypeCode></ConsignmentPackaging>
<TotalGrossMassMeasure>${of.grossTotal ?? sum(goods, 'gross')}</TotalGrossMassMeasure>
${of.consignee ? party('Consignee', of.consignee) : ''}${party('Consignor', of.consignor)}${of.notify ? party('NotifyParty', of.notify) : ''}
${boxes.map(box => boxOf(box, of)).join('')}
${goods.map((each, i) => itemOf(each, i, of)).join('\n')}</Consignment></Declaration></Manifest>`;
}

function boxOf({ number, type, seals }: Box, { fullness = '5', supplier = '' }: ManifestText): string {
  const seal = seals.map(each => `<SealID AgencyCode="CA">M/${each}</SealID>`).join('');
  return `<TransportEquipment><EquipmentIdentification><ID>${number}</ID></EquipmentIdentification><CharacteristicCode>${type}</CharacteristicCode>${supplier && `<SupplierPartyTypeCode>${supplier}</SupplierPartyTypeCode>`}<FullnessCode>${fullness}</FullnessCode>${seal}</TransportEquipment>`;
}

function itemOf(goods: Goods, i: number, { boxes, ucr }: ManifestText): string {
  const box = goods.box ?? boxes[0]?.number;
  return `<ConsignmentItem><SequenceNumeric>${i + 1}</SequenceNumeric><ConsignmentItemPackaging><QuantityQuantity>${goods.packages}</QuantityQuantity></ConsignmentItemPackaging>
<Commodity><CargoDescription>${goods.text}</CargoDescription>${goods.un ? `<UNDGCode>${goods.un}</UNDGCode>` : ''}<TariffClassificationCode>${goods.hs}</TariffClassificationCode></Commodity>
<GoodsMeasure><GrossMassMeasure>${goods.gross}</GrossMassMeasure></GoodsMeasure>${box ? `<EquipmentIdentification><ID>${box}</ID></EquipmentIdentification>` : ''}${ucr ? `<UCR><ID>${ucr}</ID></UCR>` : ''}
<Origin><OriginCountryCode>${goods.origin}</OriginCountryCode></Origin></ConsignmentItem>`;
}

export interface Control {
  readonly number: string;
  readonly result: 'CONFORMING' | 'NON_CONFORMING';
  readonly at: string; // RFC 3339
  readonly method?: string;
  readonly declaration?: string;
  readonly bill?: string;
  readonly containers?: readonly string[];
  readonly sealApplied?: string;
  readonly imageAvailable?: boolean;
}

/** Controls of customs of its own, one or many in a message. */
export function inspectionRecords(controls: readonly Control[]): string {
  return JSON.stringify(
    controls.map(({ number, result, at, method = 'MANUAL', declaration, bill, containers, ...rest }) => ({
      inspectionRecord: '1.0',
      ...{ number, result, method, authority: 'cn-customs-tianjin', performedAt: at, recordedAt: at, ...rest },
      subject: {
        ...(declaration && { declarations: [declaration] }),
        ...(bill && { bills: [{ number: bill }] }),
        ...(containers && { containers }),
      },
    })),
  );
}

/** What a partner administration shares of its controls, and of dangers, in the mutual-sharing envelope. */
export function shared(
  kind: 'INSPECTION_RESULT' | 'QUARANTINE_NOTICE',
  id: string,
  at: string,
  payload: object,
): string {
  return JSON.stringify({
    mutualSharing: '1.0',
    messageId: `00000000-0000-5000-8000-${[...id]
      .reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1e12, 7)
      .toString()
      .padStart(12, '0')}`,
    messageTime: at,
    ...{ sender: 'SG-CUSTOMS', recipient: 'CN-GACC', purpose: 'clearance', kind, recordId: id, revision: 1 },
    payload,
    signature: 'eyJhbGciOiJFZERTQSIsImtpZCI6InNnLWN1c3RvbXMtMjAyNiJ9..AAAA',
  });
}

export function sharedInspection(control: Control & { readonly ucr: string }): string {
  const { number, result, at, method = 'NII_H986', containers = [], imageAvailable = true, sealApplied } = control;
  return shared('INSPECTION_RESULT', number, at, {
    Inspection: {
      ...{ ID: number, AuthorityID: 'SGSIN01', MethodCode: method, ResultCode: result, PerformedDateTime: at },
      ImageAvailableIndicator: imageAvailable,
      ...(sealApplied && { AppliedSealID: sealApplied }),
      Subject: {
        UCR: { ID: control.ucr },
        Consignment: { TransportEquipment: containers.map(ID => ({ ID })) },
      },
    },
  });
}
