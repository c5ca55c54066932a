/** Union-find whose representative is always the smallest member, so that it does not depend on the order of unions. */
export class DisjointSets {
  readonly #parent = new Map<string, string>();

  add(member: string): void {
    if (!this.#parent.has(member)) this.#parent.set(member, member);
  }

  find(member: string): string {
    let root = member;
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root)) root = up;
    for (let at = member; at !== root; ) {
      const next = this.#parent.get(at) ?? root;
      this.#parent.set(at, root);
      at = next;
    }
    return root;
  }

  has(member: string): boolean {
    return this.#parent.has(member);
  }

  union(a: string, b: string): void {
    this.add(a);
    this.add(b);
    const [x, y] = [this.find(a), this.find(b)].sort();
    if (x !== undefined && y !== undefined && x !== y) this.#parent.set(y, x);
  }

  groups(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const member of [...this.#parent.keys()].sort()) {
      const root = this.find(member);
      const group = groups.get(root);
      if (group) group.push(member);
      else groups.set(root, [member]);
    }
    return groups;
  }
}
