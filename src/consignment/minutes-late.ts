/** The delay against the booked time in a report's wording (`840 min late against the booked time`), null where it tells none. */
export function minutesLate(wording: string | undefined): number | null {
  if (wording?.includes('on time against the booked time')) return 0;
  const told = /(\d+) min (late|early) against the booked time/.exec(wording ?? '');
  if (!told) return null;
  return told[2] === 'early' ? -Number(told[1]) : Number(told[1]);
}
