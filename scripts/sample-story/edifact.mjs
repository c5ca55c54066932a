/** EDIFACT interchanges with their service segments and counts, one segment a line. */
import { edi203 } from './times.mjs';

const release = text => String(text).replace(/[?+:']/g, '?$&');

/** Components of a composite, with trailing empty ones cut. */
export const c = (...components) => trim(components.map(part => (part === undefined ? '' : release(part)))).join(':');

/** A segment of ready composites or plain values. */
export const seg = (tag, ...elements) =>
  trim([tag, ...elements.map(value => (value === undefined ? '' : String(value)))]).join('+');

function trim(list) {
  const kept = [...list];
  while (kept.length > 1 && kept[kept.length - 1] === '') kept.pop();
  return kept;
}

/**
 * @param {{from: string, to: string, at: number, reference: string, syntax?: string, una?: boolean}} envelope
 * @param {{type: string, segments: string[]}[]} messages
 */
export function interchange(envelope, messages) {
  const prepared = edi203(envelope.at);
  const lines = envelope.una === false ? [] : ["UNA:+.? '"];
  lines.push(
    `${seg('UNB', envelope.syntax ?? 'UNOA:2', c(envelope.from, 'ZZZ'), c(envelope.to, 'ZZZ'), `${prepared.slice(2, 8)}:${prepared.slice(8)}`, envelope.reference)}'`,
  );
  messages.forEach((message, i) => {
    const reference = `${envelope.reference}${String(i + 1).padStart(2, '0')}`;
    lines.push(`${seg('UNH', reference, message.type)}'`);
    for (const segment of message.segments) lines.push(`${segment}'`);
    lines.push(`${seg('UNT', message.segments.length + 2, reference)}'`);
  });
  lines.push(`${seg('UNZ', messages.length, envelope.reference)}'`);
  return `${lines.join('\n')}\n`;
}
