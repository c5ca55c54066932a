/** A step of a path: a field, and of a list the entry that is meant (by its name or its place from 0), absent: all. */
export interface PathStep {
  readonly name: string;
  readonly entry?: string;
}

/** `equipmentUses[CSQU3054383].sizeType`, `equipmentUses.0.sizeType`, `declarations.status`. */
export function readPath(path: string): PathStep[] {
  const steps: PathStep[] = [];
  for (const [, name = '', entry] of path.matchAll(/([^.[\]]+)(?:\[([^\]]*)\])?/g)) {
    const last = steps.at(-1);
    if (/^\d+$/.test(name) && last && last.entry === undefined) steps[steps.length - 1] = { ...last, entry: name };
    else steps.push(entry === undefined ? { name } : { name, entry });
  }
  return steps;
}

/** Where the schema has another word than the document of the fold. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  equipment: ['equipment', 'number'],
  masterNumber: ['master'],
  customsValue: ['value'],
  requestedTrain: ['journey'],
  train: ['journey'],
  voyageNumber: ['journey', 'vessel'],
  note: ['noteNumber'],
  booking: ['bookingNumber'],
  type: ['type', 'noteType'],
  kind: ['recordKind'],
  weight: ['grossMass'],
  sealNumber: ['sealCustody'],
  eventTime: ['time'],
  origin: ['origin', 'from'],
  destination: ['destination', 'to'],
  // a leg is told by its conveyance
  journeyNumber: ['conveyance'],
  conveyanceName: ['conveyance'],
  imo: ['conveyance'],
  callSign: ['conveyance'],
  carrier: ['carrier', 'conveyance'],
  mode: ['mode', 'conveyance'],
  voyage: ['conveyance'],
};

/** The value of an entry that a field of the schema shows. */
export function memberOf(entry: object, field: string): unknown {
  const name = (WORDS[field] ?? [field]).find(each => Object.hasOwn(entry, each));
  return name === undefined ? undefined : (entry as Readonly<Record<string, unknown>>)[name];
}
