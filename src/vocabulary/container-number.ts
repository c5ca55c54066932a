/** ISO 6346: owner code (3 letters), category U, J or Z, serial number (6 digits), check digit. */
const SHAPE = /^[A-Z]{3}[UJZ]\d{7}$/;

export interface ContainerNumber {
  readonly number: string; // upper case, without blanks, hyphens and slashes
  readonly wellFormed: boolean;
  readonly checkDigitValid: boolean;
}

export function readContainerNumber(raw: string): ContainerNumber {
  const number = raw.toUpperCase().replace(/[\s\-/]+/g, '');
  const wellFormed = SHAPE.test(number);
  return { number, wellFormed, checkDigitValid: wellFormed && containerCheckDigit(number) === Number(number[10]) };
}

/** The check digit of the first ten characters (ISO 6346 annex A): letter values skip 11, 22 and 33; weights are powers of two. */
export function containerCheckDigit(number: string): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) sum += characterValue(number.charCodeAt(i)) * 2 ** i;
  return (sum % 11) % 10;
}

function characterValue(code: number): number {
  if (code < 65) return code - 48;
  const ordinal = code - 55;
  return ordinal + Math.floor((ordinal - 1) / 10);
}
