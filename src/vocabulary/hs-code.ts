/** HS code or a national extension of it: 4 to 12 digits, kept without dots and blanks. */
export function readHsCode(raw: string): string | undefined {
  const digits = raw.replace(/[.\s]/g, '');
  return /^\d{4,12}$/.test(digits) ? digits : undefined;
}
