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
import type { Run } from './run.ts';

/** Writes one field of an object, name and all. */
type WriteField = (parent: unknown, run: Run) => JsonText;
type Nodes = readonly FieldNode[];
type Variables = Readonly<Record<string, unknown>>;

const NONE = Object.freeze({});

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
  #argsCount = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, deciding: Variables) {
    this.#schema = schema;
    this.#operation = operation;
    this.#variables = deciding;
    this.#fragments = {};
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[each.name.value] = each;
  }

  /** Throws a doubt about what cannot be compiled. */
  compile(): (context: unknown, variables: Variables) => JsonText {
    const query = this.#schema.getQueryType();
    if (!query || this.#operation.operation !== 'query') throw new Doubt('no-query');
    const fields = collectFields(this.#schema, this.#fragments, this.#variables, query, this.#operation.selectionSet);
    const write = this.#object(query, fields);
    return (context, variables) => write(undefined, { context, variables, args: new Array(this.#argsCount) });
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
    return this.#object(type, collectSubfields(this.#schema, this.#fragments, this.#variables, type, nodes));
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
