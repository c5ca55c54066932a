import { type GraphQLOutputType, getNamedType, isEnumType, isScalarType } from 'graphql';
import type { CellInfo, Root } from '../policy/cells.ts';
import type { ValueKind } from '../policy/transform.ts';
import { valueKindOf } from '../policy/value-kind-of-type.ts';

/** What kind of value an agreement decides on; shared objects such as a mass are decided as a whole. */
export function kindOf(type: GraphQLOutputType): ValueKind {
  const named = getNamedType(type);
  return valueKindOf(named.name) ?? (isEnumType(named) || isScalarType(named) ? 'code' : 'part');
}

export type Steps = CellInfo['steps'];

/** A value of a partner's subgraph as agreements name it: by the way from a type of the hub, or from Query. */
export function joinedCell(steps: Steps, kind: ValueKind): CellInfo {
  const [first] = steps;
  const fields = steps.map(each => each.field);
  const pattern = [first?.type ?? '', ...fields].join('.');
  return { index: -1, pattern, root: (first?.type ?? '') as Root, section: first?.field ?? '', steps, kind };
}
