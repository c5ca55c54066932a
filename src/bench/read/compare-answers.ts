/** Two answers to one question, in whichever way each writes times, and objects of which nothing is known. */
export function isSameAnswer(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.keys(value)
    .sort()
    .map(name => [name, plain((value as Record<string, unknown>)[name])] as const);
  return members.every(([, member]) => member === null) ? null : Object.fromEntries(members);
}
