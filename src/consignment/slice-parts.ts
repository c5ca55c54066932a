import type { SliceName } from './consignment-document.ts';

/**
 * How the members of a consignment's own slice are stored: those that are read together in one part, the small ones in the body. Whoever reads
 * a status reads no links.
 */
export const MEMBERS_OF_PARTS = {
  events: ['events'],
  boxes: ['equipmentUses'],
  travel: ['legs'],
  goods: ['items', 'transportDocuments'],
  parties: ['parties'],
  evidence: ['issues', 'links'],
} as const;

export type PartName = keyof typeof MEMBERS_OF_PARTS;
export const PART_NAMES = Object.keys(MEMBERS_OF_PARTS) as PartName[];

type Body = Readonly<Record<string, unknown>>;
export type SliceParts = { readonly body: Body } & { readonly [P in PartName]: Body | null };

const PART_OF_MEMBER: ReadonlyMap<string, PartName> = new Map(
  PART_NAMES.flatMap(part => MEMBERS_OF_PARTS[part].map(member => [member, part] as const)),
);

/** Only the slice of the consignment itself has parts. */
export function partsOfSlice(slice: SliceName, document: object): SliceParts {
  const parts: { body: Body } & { [P in PartName]: Record<string, unknown> | null } = {
    ...{ body: document as Body, events: null, boxes: null, travel: null, goods: null, parties: null, evidence: null },
  };
  if (slice !== 'consignment') return parts;
  const body: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(document)) {
    const name = PART_OF_MEMBER.get(member);
    if (name === undefined) {
      body[member] = value;
      continue;
    }
    const part = parts[name] ?? {};
    parts[name] = part;
    part[member] = value;
  }
  return { ...parts, body };
}

export type StoredParts = { readonly body: unknown } & { readonly [P in PartName]?: unknown };

/** The slice whose parts these are; of those that were not read the members are missing. */
export function sliceOfParts({ body, ...parts }: StoredParts): object {
  return Object.assign({}, body, ...PART_NAMES.map(name => parts[name]));
}
