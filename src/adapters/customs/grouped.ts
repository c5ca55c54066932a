/** What a message repeats under one name, together and in the order in which the names come first. */
export function grouped<T>(list: readonly T[], nameOf: (member: T) => string): (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const member of list) {
    const name = nameOf(member);
    const group = groups.get(name);
    if (group) group.push(member);
    else groups.set(name, [member]);
  }
  return [...groups.values()];
}
