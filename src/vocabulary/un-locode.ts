/** UN/LOCODE (UN/ECE Recommendation 16): ISO 3166-1 alpha-2 country and three characters, letters or 2 to 9. */
export function isUnLocode(value: string): boolean {
  return /^[A-Z]{2}[A-Z2-9]{3}$/.test(value);
}
