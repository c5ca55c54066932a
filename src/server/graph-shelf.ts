import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { CorridorError } from '../errors.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { PartnerProblem } from '../partners/read-partners.ts';
import { SUBGRAPH_FILE } from '../partners/read-subgraph.ts';
import type { HubServices } from './hub-services.ts';
import { joinPartners } from './joined-graph.ts';
import type { ChangingGraph, JoinedGraph } from './joined-operation.ts';
import { isJoining, type Joining, PartnerParts, subgraphDigest } from './partner-parts.ts';

export interface Shelved {
  /** The hub's own graph: what is asked of it alone executes as it is. */
  readonly unified: GraphQLSchema;
  readonly partners: PartnerDirectory;
  readonly servicesOf: () => HubServices;
  /** Whether everything is planned where a subgraph is joined, and not only what asks for it: to compare both ways. */
  readonly plansAll: boolean;
}

type JoiningById = ReadonlyMap<string, Joining>;

/**
 * The graph in force, with the subgraphs of partners joined to it. The first joining refuses what is wrong; of a later one a partner whose
 * subgraph is wrong keeps what was last good, and the others change.
 */
export class GraphShelf implements ChangingGraph {
  readonly #shelved: Shelved;
  readonly #parts: PartnerParts;
  readonly #graphs = new WeakMap<GraphQLSchema, JoinedGraph>();
  readonly #listeners = new Set<(schema: GraphQLSchema) => void>();
  #joined: JoiningById = new Map();
  #schema: GraphQLSchema;
  #problems: readonly PartnerProblem[] = [];
  #reloading: Promise<unknown> = Promise.resolve();

  private constructor(shelved: Shelved) {
    this.#shelved = shelved;
    this.#schema = shelved.unified;
    this.#parts = new PartnerParts(shelved.servicesOf);
  }

  static async open(shelved: Shelved, joinsPartners: boolean): Promise<GraphShelf> {
    const shelf = new GraphShelf(shelved);
    if (joinsPartners) await shelf.#putInForce(shelf.#declared());
    return shelf;
  }

  get schema(): GraphQLSchema {
    return this.#schema;
  }

  joinedOver(schema: GraphQLSchema): JoinedGraph | undefined {
    return this.#graphs.get(schema);
  }

  problems(): readonly PartnerProblem[] {
    return this.#problems;
  }

  onChange(listener: (schema: GraphQLSchema) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** One partner at a time, so that what is wrong with one keeps no other out; one reading after the other. */
  reload(): Promise<readonly PartnerProblem[]> {
    const reloaded = this.#reloading.then(() => this.#reload());
    this.#reloading = reloaded.catch(() => undefined);
    return reloaded;
  }

  close(): void {
    this.#parts.close();
  }

  async #reload(): Promise<readonly PartnerProblem[]> {
    const declared = this.#declared();
    const standing = new Map([...this.#joined].filter(([id]) => declared.has(id)));
    if (standing.size < this.#joined.size) await this.#putInForce(standing);
    const problems: PartnerProblem[] = [];
    for (const [id, joining] of declared) {
      const last = this.#joined.get(id);
      if (last && subgraphDigest(last) === subgraphDigest(joining)) continue;
      const problem = await this.#attempt(new Map([...this.#joined, [id, joining]]), joining);
      if (problem) problems.push(problem);
    }
    this.#problems = problems;
    return problems;
  }

  async #attempt(wanted: JoiningById, { id, subgraph }: Joining): Promise<PartnerProblem | undefined> {
    try {
      await this.#putInForce(wanted);
      return undefined;
    } catch (error) {
      if (!(error instanceof CorridorError)) throw error;
      return { partner: id, file: join(subgraph.folder, SUBGRAPH_FILE), line: 1, reason: error.message };
    }
  }

  #declared(): JoiningById {
    const declaring = this.#shelved.partners.all().filter(isJoining);
    return new Map(declaring.map(each => [each.id, each]));
  }

  async #putInForce(wanted: JoiningById): Promise<void> {
    const { unified, plansAll } = this.#shelved;
    const graph = await joinPartners(unified, [...wanted.values()], { parts: this.#parts, plansAll });
    this.#parts.keepOnly(new Set(wanted.keys()));
    this.#joined = wanted;
    this.#schema = graph?.schema ?? unified;
    if (graph) this.#graphs.set(graph.schema, graph);
    for (const listener of this.#listeners) listener(this.#schema);
  }
}
