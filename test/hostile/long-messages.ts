import { asInterchanges, type StatusEvent, statusEvents } from '../../src/bench/ingest-traffic.ts';
import type { FeedKind } from '../../src/messages/feed-kind.ts';

/** A valid message of many parts, each with a long text that says nothing to us: how the same is said in each format. */
export interface LongMessage {
  readonly format: string;
  readonly feed: FeedKind;
  readonly bytes: (parts: number, text: number) => Uint8Array;
}

export const LONG_MESSAGES: readonly LongMessage[] = [
  { format: 'EDIFACT', feed: 'port', bytes: interchange },
  { format: 'XML', feed: 'customs', bytes: document },
  { format: 'JSON', feed: 'port', bytes: list },
  { format: 'CSV', feed: 'port', bytes: table },
];

function interchange(parts: number, text: number): Uint8Array {
  const [message] = asInterchanges(statusEvents(parts), parts);
  const remarks = `FTX+AAI+++${'x'.repeat(text)}'CNT+16:1'`;
  return Buffer.from(
    Buffer.from(message?.bytes ?? [])
      .toString()
      .replaceAll("CNT+16:1'", remarks),
  );
}

function document(parts: number, text: number): Uint8Array {
  const responses = [...statusEvents(parts)].map(
    (
      { id, time },
      i,
    ) => `<Response><FunctionCode>02</FunctionCode><FunctionalReferenceID>${id}-${i}</FunctionalReferenceID>
<IssueDateTime><DateTimeString formatCode="304">${time.replace(/\D/g, '').slice(0, 14)}+08</DateTimeString></IssueDateTime>
<AdditionalInformation><StatementDescription>${'x'.repeat(text)}</StatementDescription></AdditionalInformation>
<Declaration><FunctionalReferenceID>LRN-${i}</FunctionalReferenceID><ID>8000202600${String(i).padStart(8, '0')}</ID></Declaration></Response>`,
  );
  return Buffer.from(
    `<MetaData xmlns="urn:wco:datamodel:WCO:RES-DMS:2"><WCOTypeName>RES</WCOTypeName>${responses.join('')}</MetaData>`,
  );
}

/** The columns of a terminal's operations. */
function columns({ bill, box, time }: StatusEvent, text: number) {
  const node = { containerNo: box, billOfLading: bill, node: 'DISCHARGE', nodeTime: time };
  return { ...node, voyage: '023W', remarks: 'x'.repeat(text) };
}

function list(parts: number, text: number): Uint8Array {
  return Buffer.from(JSON.stringify([...statusEvents(parts)].map(event => columns(event, text))));
}

function table(parts: number, text: number): Uint8Array {
  const rows = [...statusEvents(parts)].map(event => columns(event, text));
  return Buffer.from(
    [Object.keys(rows[0] ?? {}), ...rows.map(row => Object.values(row))].map(row => row.join(',')).join('\r\n'),
  );
}
