import { type GraphQLSchema, isObjectType } from 'graphql';
import { PERSONAL_FIELDS } from '../policy/personal-fields.ts';
import { applyTo } from './applied-directives.ts';

/** For whom the hub is run. */
const OPERATIONS: ReadonlySet<string> = new Set([
  ...['ambiguousLinks', 'disclosures', 'explainAccess', 'feeds', 'quarantine', 'unlinked'].map(each => `Query.${each}`),
  ...['discardQuarantined', 'replayQuarantined'].map(each => `Mutation.${each}`),
]);

/** For officers of customs: what decides a control, and what is done about one. */
const RISK_CONTROL: ReadonlySet<string> = new Set([
  ...['registryEntries', 'riskPack', 'riskRule', 'assistanceCases'].map(each => `Query.${each}`),
  ...[
    ...['approveRegistryEntry', 'proposeRegistryEntry', 'rejectRegistryEntry', 'lowerChannel', 'recordInspection'],
    ...['decideLane', 'openAssistanceCase', 'answerAssistanceCase', 'closeAssistanceCase'],
  ].map(each => `Mutation.${each}`),
]);

/** What a field may be left out by, where a router serves a part of the graph (docs/federation.md). */
export const FIELD_TAGS: Readonly<Record<string, ReadonlySet<string>>> = {
  operations: OPERATIONS,
  personal: PERSONAL_FIELDS,
  'risk-control': RISK_CONTROL,
};

/** Says in the SDL which fields are of what kind. */
export function withTags(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      for (const [name, fields] of Object.entries(FIELD_TAGS))
        if (fields.has(`${type.name}.${field.name}`)) applyTo(field, { name: 'tag', args: { name } });
  }
  return schema;
}
