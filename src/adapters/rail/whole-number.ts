/** A version or count written in digits; undefined for anything else. */
export function wholeNumber(raw: string | undefined): number | undefined {
  return raw !== undefined && /^\d{1,9}$/.test(raw) ? Number(raw) : undefined;
}
