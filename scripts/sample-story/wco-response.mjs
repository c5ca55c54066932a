/** WCO Data Model 3.6: notifications of customs (RES). */
import { AGENCY, dateTime } from './wco-declaration.mjs';
import { xmlDocument } from './xml.mjs';

const answerTo = r => {
  const dated = { '01': 'AcceptanceDateTime', 10: 'CancellationDateTime' }[r.code];
  return [
    'Response',
    ['FunctionCode', r.code],
    ['FunctionalReferenceID', r.reference],
    dateTime('IssueDateTime', r.at),
    r.text && ['AdditionalInformation', ['StatementDescription', r.text], ['StatementTypeCode', 'AFB']],
    [
      'Declaration',
      dated && dateTime(dated, r.at),
      ['FunctionalReferenceID', r.lrn],
      ['ID', r.number],
      ['VersionID', r.version ?? 1],
    ],
  ];
};

/**
 * Notifications: function codes of DMS (01 accepted, 02 received, 05 control, 06 documents, 07 result, 08 released, 09 cleared,
 * 10 invalidated, 16 exit). One message answers one declaration, or clears those of one sailing together.
 */
export function responses(answers) {
  const [{ country }] = answers;
  return xmlDocument([
    'MetaData',
    { xmlns: 'urn:wco:datamodel:WCO:RES-DMS:2' },
    ['WCODataModelVersionCode', '3.6'],
    ['WCOTypeName', 'RES'],
    ['ResponsibleCountryCode', country],
    ['ResponsibleAgencyName', AGENCY[country]],
    ['AgencyAssignedCustomizationVersionCode', 'v2.1'],
    answers.map(answerTo),
  ]);
}
