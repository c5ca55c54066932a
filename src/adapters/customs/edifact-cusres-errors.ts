import type { DeclarationStatusFact } from '../../messages/fact.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';

type Errors = NonNullable<DeclarationStatusFact['errors']>;
type Taxes = NonNullable<DeclarationStatusFact['taxes']>;

/** ERP names the place of an error, ERC its code, FTX says it in words. A text without a code before it is an error of its own. */
export function readErrors(segments: readonly EdifactSegment[], refused: boolean): Errors {
  const errors: { code: string; pointer?: string; text?: string }[] = [];
  let pointer = '';
  for (const segment of segments) {
    if (segment.tag === 'ERP') pointer = pointerOf(segment);
    else if (segment.tag === 'ERC') errors.push({ code: segment.element(1), ...(pointer === '' ? {} : { pointer }) });
    else if (segment.tag === 'FTX' && segment.code(1) === 'AAO') addText(errors, textOf(segment), refused);
  }
  return errors;
}

function addText(errors: { code: string; pointer?: string; text?: string }[], text: string, refused: boolean): void {
  const last = errors.at(-1);
  if (text === '') return;
  if (last) errors[errors.length - 1] = { ...last, text: last.text ? `${last.text} ${text}` : text };
  else if (refused) errors.push({ code: '', text });
}

/** ERP+section:item:subitem+message reference. */
function pointerOf(erp: EdifactSegment): string {
  return erp
    .components(1)
    .filter(part => part !== '')
    .join(':');
}

export function textOf(ftx: EdifactSegment): string {
  return ftx
    .components(4)
    .filter(text => text !== '')
    .join(' ');
}

/** TAX+function+kind … MOA+161:amount:currency. An amount that names no tax is the total. */
export function readTaxes(segments: readonly EdifactSegment[]): Taxes {
  const taxes: { type: string; amount?: { amount: string; currency: string } }[] = [];
  let type = 'TOTAL';
  for (const segment of segments) {
    if (segment.tag === 'TAX') type = segment.element(2) || 'TOTAL';
    const amount = segment.tag === 'MOA' ? segment.decimal(1, 1) : '';
    const currency = segment.tag === 'MOA' ? segment.code(1, 2) : '';
    if (amount !== '') taxes.push({ type, ...(/^[A-Z]{3}$/.test(currency) ? { amount: { amount, currency } } : {}) });
  }
  return taxes;
}
