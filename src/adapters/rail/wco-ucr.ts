/** WCO UCR Recommendation, ISO 15459-6: last digit of the year, ISO country, then the trader's own part; 35 characters at most. */
export function isWcoUcr(value: string): boolean {
  return /^\d[A-Z]{2}[A-Z0-9/()-]{4,32}$/.test(value);
}
