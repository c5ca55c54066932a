import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { compileValue, type WriteValue } from './compiled-value.ts';
import { Doubt } from './doubt.ts';
import { heard, isPromise, type JsonText, joinJson } from './json-text.ts';
import type { FragmentKeeper, FragmentPlace, Run } from './run.ts';
import { variablesIn } from './variables-in.ts';

/** Writes one field of an object, name and all. */
type WriteField = (parent: unknown, run: Run) => JsonText;
type Nodes = readonly FieldNode[];
type Variables = Readonly<Record<string, unknown>>;

const NONE = Object.freeze({});

export interface OperationToCompile {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Variables that say which fields are there. */
  readonly deciding: Variables;
  /** Name of the type whose objects a keeper may keep. */
  readonly kept: string;
}

/** Writes the data of an answer. */
export type CompiledOperation = (context: unknown, variables: Variables, keeper?: FragmentKeeper) => JsonText;

/**
 * Makes of a valid query what writes its answer as JSON: the fields are collected, and their resolvers and types looked up, once an
 * operation instead of once an object. The resolvers are the schema's own, so that they alone say what a field means.
 */
export class OperationCompiler {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: Record<string, FragmentDefinitionNode>;
  /** Decide which fields are there at all; the fields of one set of them are compiled together. */
  readonly #variables: Variables;
  /** The type whose objects may be kept as they were written, where it is met first on the way down. */
  readonly #kept: string;
  #argsCount = 0;
  #isWithinKept = false;

  constructor({ schema, document, operation, deciding, kept }: OperationToCompile) {
    this.#schema = schema;
    this.#operation = operation;
    this.#variables = deciding;
    this.#kept = kept;
    this.#fragments = {};
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[each.name.value] = each;
  }

  /** Throws a doubt about what cannot be compiled. */
  compile(): CompiledOperation {
    const query = this.#schema.getQueryType();
    if (!query || this.#operation.operation !== 'query') throw new Doubt('no-query');
    const fields = collectFields(this.#schema, this.#fragments, this.#variables, query, this.#operation.selectionSet);
    const write = this.#object(query, fields);
    return (context, variables, keeper) =>
      write(undefined, { context, variables, keeper, args: new Array(this.#argsCount) });
  }

  #object(type: GraphQLObjectType, fields: Map<string, Nodes>): WriteValue {
    const writers = [...fields].map(([name, nodes]) => this.#field(type, name, nodes));
    return (value, run) => {
      const members: JsonText[] = new Array(writers.length);
      for (let i = 0; i < writers.length; i++) {
        const member = (writers[i] as WriteField)(value, run);
        members[i] = typeof member === 'string' ? member : heard(member);
      }
      return joinJson('{', members, '}');
    };
  }

  #field(type: GraphQLObjectType, name: string, nodes: Nodes): WriteField {
    const prefix = `${JSON.stringify(name)}:`;
    const [node] = nodes;
    if (node?.name.value === TypeNameMetaFieldDef.name) return () => `${prefix}${JSON.stringify(type.name)}`;
    const field = node && type.getFields()[node.name.value];
    if (!field) throw new Doubt('introspection');
    const resolve = resolverOf(field);
    const argsOf = this.#arguments(field, node);
    const write = compileValue(field.type, each => this.#subselection(each, nodes));
    return (parent, run) => {
      const value = resolve(parent, argsOf(run), run.context);
      if (isPromise(value)) return value.then(found => write(found, run)).then(text => prefix + text);
      const text = write(value, run);
      return typeof text === 'string' ? prefix + text : text.then(late => prefix + late);
    };
  }

  #subselection(type: GraphQLOutputType, nodes: Nodes): WriteValue {
    if (!isObjectType(type)) throw new Doubt('abstract-type');
    const fields = collectSubfields(this.#schema, this.#fragments, this.#variables, type, nodes);
    if (type.name !== this.#kept || this.#isWithinKept) return this.#object(type, fields);
    this.#isWithinKept = true;
    const anew = this.#object(type, fields);
    this.#isWithinKept = false;
    const place: FragmentPlace = { variables: variablesIn(nodes, this.#fragments) };
    return (value, run) => (run.keeper ? run.keeper.write(place, value, run, anew) : anew(value, run));
  }

  #arguments(field: GraphQLField<unknown, unknown>, node: FieldNode): (run: Run) => Variables {
    if (field.args.length === 0) return () => NONE;
    const index = this.#argsCount++;
    return run => {
      const known = run.args[index] ?? getArgumentValues(field, node, run.variables);
      run.args[index] = known;
      return known;
    };
  }
}

type Resolve = (parent: unknown, args: Variables, context: unknown) => unknown;

/** No resolver of the hub looks at where in the query it stands: one that did would be left to graphql-js. */
function resolverOf({ name, resolve }: GraphQLField<unknown, unknown>): Resolve {
  if (!resolve) return parent => propertyOf(parent, name);
  if (resolve.length > 3) throw new Doubt('resolver');
  return resolve as Resolve;
}

function propertyOf(parent: unknown, name: string): unknown {
  const value = (parent as Record<string, unknown>)[name];
  if (typeof value === 'function') throw new Doubt('resolver');
  return value;
}
