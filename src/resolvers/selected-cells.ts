import { type DocumentNode, type GraphQLSchema, getNamedType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { CELLS } from '../policy/cells.ts';
import { DRAFT_CELLS } from '../policy/import-draft/import-draft.ts';

/** Fields that are made of others: whoever reads them reads those. `*`: whatever is visible. */
const MADE_OF: Readonly<Record<string, readonly string[] | '*'>> = {
  'Consignment.direction': ['Consignment.origin', 'Consignment.destination'],
  'Consignment.trail': ['Consignment.events'],
  'Consignment.eta': ['Consignment.events', 'Voyage.calls', 'Voyage.events'],
  'Query.importDraft': DRAFT_CELLS,
  'Consignment.weight': ['Consignment.grossMass'],
  'Consignment.packageCount': ['Consignment.packages'],
  'Consignment.statedDestination': ['Consignment.destination'],
  'EquipmentUse.weight': ['Consignment.equipmentUses.grossMass', 'Consignment.equipmentUses.verifiedGrossMass'],
  'EquipmentUse.sealNumber': ['Consignment.equipmentUses.sealCustody'],
  'Consignment.risk': '*',
  'Consignment.alarms': ['Consignment.events'],
  'Consignment.history': '*',
  'Consignment.provenance': '*',
  'YardPosition.position': ['Consignment.yardPositions.place'],
  'YardPosition.terminal': ['Consignment.yardPositions.place'],
  'TransportCall.quarantine': ['Voyage.events'],
  'Voyage.boxes': ['Consignment.equipmentUses.equipment.number'],
};

const known = new WeakMap<DocumentNode, ReadonlySet<string>>();

/** The paths of the graph whose values an operation selects, by whatever alias, fragment or connection. */
export function selectedPaths(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const found = known.get(document) ?? pathsOf(fieldsOf(schema, document));
  known.set(document, found);
  return found;
}

function fieldsOf(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const types = new TypeInfo(schema);
  const fields = new Set<string>();
  const enter = () => {
    const parent = types.getParentType();
    const field = types.getFieldDef();
    if (!parent || !field) return;
    fields.add(`${parent.name}.${field.name}`);
    const reached = getNamedType(field.type).name;
    if (reached === 'ConsignmentEvent' || reached === 'EventConnection') fields.add('Consignment.events');
    if (parent.name === 'TrainRun') fields.add('Voyage.*');
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  return fields;
}

function pathsOf(fields: ReadonlySet<string>): ReadonlySet<string> {
  const made = [...fields].flatMap(field => MADE_OF[field] ?? []);
  if (made.includes('*')) return new Set(CELLS.map(each => each.pattern));
  return new Set(
    CELLS.filter(
      ({ pattern, root, section, steps }) =>
        steps.every(({ type, field }) => fields.has(`${type}.${field}`)) ||
        // What happened to a ship or train stands among the events of those who travel on it.
        (root === 'Voyage' && section === 'events' && isEventSelected(steps, fields)) ||
        (root === 'Voyage' && fields.has('Voyage.*')) ||
        made.some(each => pattern === each || pattern.startsWith(`${each}.`)),
    ).map(each => each.pattern),
  );
}

function isEventSelected(steps: readonly { type: string; field: string }[], fields: ReadonlySet<string>): boolean {
  return steps.slice(1).every(({ type, field }) => fields.has(`${type}.${field}`));
}
