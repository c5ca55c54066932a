/** What goes with a statement that another hub passed on: who made it, under which agreements it came here, and since when it is told. */
export interface PassedOn {
  /** Partner id of who made the statement; whose agreements decide on it here too (law 4.6). */
  readonly origin: string;
  /** Partner id of the hub that passed it on. */
  readonly by: string;
  /** Every agreement that let something of it go: the origin's, of the very digest that is in force here. */
  readonly agreements: readonly { readonly id: string; readonly version: number; readonly digest: string }[];
  /** When the origin first told the other hub of the consignment, RFC 3339 in UTC: from then counts `maxAge`. */
  readonly toldAt: string;
}
