/**
 * WCO response function codes in words, as the CDS message guide names its notifications (DMSACC 01 … DMSEXT 17). The goods exit results
 * are 17 in the code list and 18 in the messages that CDS publishes.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  '01': 'Accepted: the declaration is registered and its number given.',
  '02': 'Received: lodged before the goods are there, not yet accepted.',
  '03': 'Rejected: errors to be corrected before it can be accepted.',
  '05': 'Under control: documents or goods are selected for a check.',
  '06': 'Documents required: customs asks for supporting documents.',
  '07': 'Result of an amendment that the declarant asked for.',
  '08': 'Goods released.',
  '09': 'Cleared: every customs formality of this declaration is done.',
  '10': 'Invalidated: the declaration no longer has effect.',
  '11': 'Result of a request, such as one to invalidate.',
  '13': 'Duties and taxes calculated.',
  '14': 'Payment due.',
  '15': 'Reminder of a payment that is due.',
  '16': 'Goods have left the customs territory.',
  '17': 'Result of the exit of the goods.',
  '18': 'Result of the exit of the goods.',
};

/** What a notification says, or undefined for a code that is in no list. */
export function responseMeaning(functionCode: string): string | undefined {
  return MEANINGS[functionCode];
}
