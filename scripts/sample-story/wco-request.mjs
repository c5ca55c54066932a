/** WCO Data Model 3.6: what a declarant asks for after lodging: amendment (COR) and invalidation (INV). */
import { AGENCY, dateTime, mass, metaData } from './wco-declaration.mjs';

const pointer = (section, tag) => ['Pointer', ['SequenceNumeric', 1], ['DocumentSectionCode', section], ['TagID', tag]];

/** An amendment (additional message 13, COR) changes the gross mass of one item. Pointers: Declaration 42A … GoodsMeasure 65A, tag 126. */
export function amendment(d) {
  return metaData(d.country, AGENCY[d.country], [
    'Declaration',
    ['FunctionCode', '13'],
    ['FunctionalReferenceID', d.lrn],
    ['ID', d.number],
    dateTime('IssueDateTime', d.at),
    ['TypeCode', 'COR'],
    [
      'AdditionalInformation',
      ['StatementDescription', d.reason],
      ['StatementTypeCode', 'AES'],
      pointer('42A'),
      pointer('06A'),
    ],
    [
      'Amendment',
      ['ChangeReasonCode', '21'],
      pointer('42A'),
      pointer('67A'),
      pointer('68A'),
      pointer('23A'),
      pointer('65A', '126'),
    ],
    [
      'GoodsShipment',
      [
        'GovernmentAgencyGoodsItem',
        ['SequenceNumeric', d.item],
        ['Commodity', ['GoodsMeasure', mass('GrossMassMeasure', d.gross), mass('NetNetWeightMeasure', d.net)]],
      ],
    ],
  ]);
}

/** A request to invalidate (additional message 13, INV). */
export function cancellation(d) {
  return metaData(d.country, AGENCY[d.country], [
    'Declaration',
    ['FunctionCode', '13'],
    ['FunctionalReferenceID', d.lrn],
    ['ID', d.number],
    dateTime('IssueDateTime', d.at),
    ['TypeCode', 'INV'],
    [
      'AdditionalInformation',
      ['StatementDescription', d.reason],
      ['StatementTypeCode', 'AES'],
      pointer('42A'),
      pointer('06A'),
    ],
    ['Amendment', ['ChangeReasonCode', '1']],
  ]);
}
