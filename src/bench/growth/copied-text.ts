/** How a name of a template becomes that of copy `k`: hub ids and digests change their end, numbers of papers and boxes grow one. */
export type NameKind = 'digits' | 'number';

/** The end of what copy `k` is named by. */
export function suffixOf(k: number, kind: NameKind): string {
  const hex = k.toString(16).padStart(8, '0');
  return kind === 'digits' ? hex : `Z${hex.toUpperCase()}`;
}

/** The name in copy `k`. */
export function nameInCopy(name: string, kind: NameKind, k: number): string {
  return `${kind === 'digits' ? name.slice(0, -8) : name}${suffixOf(k, kind)}`;
}

/**
 * A text of a template as a SQL expression that gives the same text about copy `k`: what stands between names is quoted, and names end in
 * `x.digits` or `x.number`.
 */
export function copiedText(text: string, names: ReadonlyMap<string, NameKind>): string {
  const longest = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${longest.map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
  const parts: string[] = [];
  let literal = '';
  for (const part of longest.length === 0 ? [text] : text.split(pattern)) {
    const kind = names.get(part);
    literal += kind === 'digits' ? part.slice(0, -8) : part;
    if (kind === undefined) continue;
    parts.push(quoted(literal), `x.${kind}`);
    literal = '';
  }
  if (literal !== '' || parts.length === 0) parts.push(quoted(literal));
  return parts.join(' || ');
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
