import { type JsonReading, readText, report } from '../formats/json-reading.ts';

/** The carrier of a document: its SCAC or SMDG code where stated, else the one whose feed this is. */
export function readCarrier(reading: JsonReading): string | undefined {
  return readText(reading, '/carrierCode') ?? reading.profile.carrier;
}

/** An unfilled place of a template (`{CBR}`, `<booking>`) passes DCSA's pattern of a reference, and would link strangers. */
export function readNumber(reading: JsonReading, pointer: string): string | undefined {
  const number = readText(reading, pointer);
  if (number === undefined || !/^[{<[$].*[}>\]]$/.test(number)) return number;
  const message = `"${number.slice(0, 40)}" is the unfilled place of a template, not a number`;
  report(reading, pointer, 'VALUE', message, 'Send the number that belongs there.');
  return undefined;
}
