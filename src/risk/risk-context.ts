import { consignmentTypes } from './context/consignment-types.ts';
import { controlTypes } from './context/control-types.ts';
import { documentTypes } from './context/document-types.ts';
import { equipmentTypes } from './context/equipment-types.ts';
import { goodsTypes } from './context/goods-types.ts';
import { movementTypes } from './context/movement-types.ts';
import { partyTypes } from './context/party-types.ts';

/** Every record type a rule may read. One table serves the CEL type check, the conversion of contexts and the TypeScript types. */
export const contextTypes = {
  ...consignmentTypes,
  ...documentTypes,
  ...goodsTypes,
  ...partyTypes,
  ...equipmentTypes,
  ...movementTypes,
  ...controlTypes,
  RiskContext: {
    now: 'timestamp',
    c: 'Consignment',
    bls: 'list<Bl>',
    decl: 'Decl',
    ens: 'Ens',
    items: 'list<Item>',
    p: 'Parties',
    equip: 'list<Equip>',
    events: 'list<Event>',
    voyage: 'Voyage',
    booking: 'Booking',
    rail: 'Rail',
    partner: 'Partner',
    certs: 'list<Cert>',
    images: 'list<Image>',
    sensors: 'list<Sensor>',
    docs: 'list<Doc>',
    targets: 'list<Target>',
    bulk: 'Bulk',
    cfg: 'Cfg',
  },
} as const;

type ContextTypes = typeof contextTypes;
export type ContextTypeName = keyof ContextTypes;

type ValueOf<T> = T extends 'string' | 'timestamp'
  ? string
  : T extends 'double'
    ? number
    : T extends 'bool'
      ? boolean
      : T extends `list<${infer Element}>`
        ? readonly ValueOf<Element>[]
        : T extends ContextTypeName
          ? RiskRecord<T>
          : never;

/** A record of the context as plain JSON. An absent member is an unknown value; what is absent by nature is "", [] or false. */
export type RiskRecord<Name extends ContextTypeName> = {
  readonly [Field in keyof ContextTypes[Name]]?: ValueOf<ContextTypes[Name][Field]> | undefined;
};

export type RiskContext = RiskRecord<'RiskContext'>;

/** The CEL type of a field, or undefined where the record has no such field. */
export function fieldType(record: string, field: string): string | undefined {
  const fields = recordFields(record);
  return fields && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

export function recordFields(record: string): Readonly<Record<string, string>> | undefined {
  return Object.hasOwn(contextTypes, record) ? contextTypes[record as ContextTypeName] : undefined;
}

/** `list<Bl>` gives `Bl`; a type that is no list gives undefined. */
export function elementType(type: string): string | undefined {
  return /^list<(.+)>$/.exec(type)?.[1];
}
