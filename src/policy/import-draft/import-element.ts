import type { Read } from './draft-sources.ts';

/** One element that an import declaration wants. `cell` is where the graph keeps it: what an agreement must grant. */
export interface ImportElement<T> {
  /** In the WCO data model, from `Declaration` on. */
  readonly path: string;
  readonly name: string;
  readonly cell: string;
  readonly read: Read<T>;
  /** Wanted only where this holds. */
  readonly onlyIf?: (at: T) => boolean;
}

export const one = <T>(
  path: string,
  name: string,
  cell: string,
  read: Read<T>,
  onlyIf?: (at: T) => boolean,
): ImportElement<T> => ({ path, name, cell: `Consignment.${cell}`, read, ...(onlyIf && { onlyIf }) });

/** What the importer's customs want and no document of the export states. */
export const nobody = (): readonly [] => [];
