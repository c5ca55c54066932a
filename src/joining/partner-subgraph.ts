import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, Kind, print } from 'graphql';
import { contentHash } from '../consignment/canonical-json.ts';
import type { SubgraphDeclaration } from '../partners/subgraph-file.ts';
import type { CellInfo } from '../policy/cells.ts';
import type { Decision } from '../policy/decide-disclosure.ts';
import type { FieldDisclosure } from '../policy/disclosure-collector.ts';
import type { KeyedDigest } from '../policy/transform.ts';
import { AcceptedSchema } from './accepted-schema.ts';
import { LastAnswers } from './last-answers.ts';
import type { PartnerCall } from './partner-call.ts';
import { type Representation, toldAnswer } from './told-answer.ts';
import { ToldValues } from './told-values.ts';

export interface PartRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

/** Who reads a partner's part: what it may see, and what the partner itself may know of the things that it is asked about. */
export interface PartReader {
  /** Whether any value of this partner may reach the reader at all. */
  readonly seesAny: boolean;
  readonly decide: (cell: CellInfo, of: Representation | undefined) => Decision;
  readonly keyed: KeyedDigest;
  /** Of each thing, whether the partner may know that it is there: nothing else is named to it. */
  mayBeNamed(representations: readonly Representation[]): Promise<readonly boolean[]>;
  told(fields: readonly FieldDisclosure[], of: readonly Representation[]): void;
}

export interface JoinedPartner {
  readonly id: string;
  readonly declaration: SubgraphDeclaration;
  readonly schema: GraphQLSchema;
  readonly call: Pick<PartnerCall, 'post'>;
}

interface Said {
  readonly data: Readonly<Record<string, unknown>>;
  readonly failure?: GraphQLError | undefined;
}

/** One partner's subgraph as the planner asks it: what it answers, checked, cut to what its reader may see, and null where it fails. */
export class PartnerSubgraph {
  readonly #partner: JoinedPartner;
  readonly #accepted: AcceptedSchema;
  readonly #last = new LastAnswers();

  constructor(partner: JoinedPartner) {
    this.#partner = partner;
    this.#accepted = new AcceptedSchema(partner.call, partner.declaration.sdl);
  }

  async execute(request: PartRequest, reader: PartReader): Promise<ExecutionResult> {
    const said = await this.#said(request, reader);
    const { id, schema, declaration } = this.#partner;
    const values = new ToldValues(id);
    const ownTypes = new Set(declaration.types);
    const { decide, keyed } = reader;
    const tell = values.add.bind(values);
    const { data, errors = [] } = await toldAnswer({
      ...request,
      schema,
      ownTypes,
      data: said.data,
      decide,
      keyed,
      tell,
    });
    reader.told(values.all(), representationsOf(request));
    const wrong = errors.map(({ path }) => this.#failure('an answer that is not what its schema says', { path }));
    const all = [...(said.failure ? [said.failure] : []), ...wrong];
    return { data: data ?? null, ...(all.length > 0 && { errors: all }) };
  }

  async #said(request: PartRequest, reader: PartReader): Promise<Said> {
    const key = responseKey(request.document);
    const representations = representationsOf(request);
    const nothing: Said = { data: key === undefined ? {} : { [key]: representations.map(() => null) } };
    if (!reader.seesAny) return nothing;
    if (!(await this.#accepted.stands(Date.now())))
      return { ...nothing, failure: this.#failure('another schema than was accepted', { path: pathTo(key) }) };
    if (key === undefined) return this.#ofRoot(request);
    const named = await reader.mayBeNamed(representations);
    const asked = representations.filter((_, i) => named[i]);
    const { answers, failure } = await this.#ofThings(request, key, asked);
    const rest = answers[Symbol.iterator]();
    return { data: { [key]: named.map(is => (is ? (rest.next().value ?? null) : null)) }, failure };
  }

  async #ofRoot(request: PartRequest): Promise<Said> {
    const { document, variables } = request;
    const name = contentHash([print(document), variables ?? {}]);
    const { cache } = this.#partner.declaration;
    const fresh = cache && this.#last.within(name, cache.seconds, Date.now());
    if (fresh) return { data: fresh.value as Said['data'] };
    const { data, why } = await this.#ask(request);
    if (data && cache) this.#last.put(name, data, Date.now());
    if (data && why === undefined) return { data };
    const lastGood = data ? undefined : this.#lastGood(name);
    const failure = this.#failure(why ?? 'no answer', { ageSeconds: lastGood?.ageSeconds });
    return {
      data: data ?? ((this.#servesLast ? lastGood?.value : undefined) as Said['data'] | undefined) ?? {},
      failure,
    };
  }

  async #ofThings(
    request: PartRequest,
    key: string,
    asked: readonly Representation[],
  ): Promise<{ answers: readonly unknown[]; failure?: GraphQLError | undefined }> {
    const { cache } = this.#partner.declaration;
    const query = print(request.document);
    const names = asked.map(each => contentHash([query, { ...request.variables, representations: [each] }]));
    const fresh = names.map(name => cache && this.#last.within(name, cache.seconds, Date.now()));
    const missing = asked.filter((_, i) => !fresh[i]);
    if (missing.length === 0) return { answers: fresh.map(each => each?.value) };
    const { data, why } = await this.#ask({
      ...request,
      variables: { ...request.variables, representations: missing },
    });
    const said = data?.[key];
    const isWhole = Array.isArray(said) && said.length === missing.length;
    const told = (isWhole ? said : [])[Symbol.iterator]();
    const answers = fresh.map(each => (each ? each.value : (told.next().value ?? undefined)));
    if (cache && isWhole && why === undefined)
      for (const [i, name] of names.entries()) if (!fresh[i]) this.#last.put(name, answers[i] ?? null, Date.now());
    if (isWhole && why === undefined) return { answers };
    const last = names.map(name => (isWhole ? undefined : this.#lastGood(name)));
    const ages = last.flatMap(each => each?.ageSeconds ?? []);
    const ageSeconds = ages.length > 0 ? Math.max(...ages) : undefined;
    const failure = this.#failure(why ?? 'not one answer each', { ageSeconds, path: pathTo(key) });
    return { answers: answers.map((each, i) => each ?? (this.#servesLast ? last[i]?.value : undefined)), failure };
  }

  /** What the partner answered; why it is not whole, where it is not. What it says of its errors stays here. */
  async #ask({ document, variables }: PartRequest): Promise<{ data?: Said['data'] | undefined; why?: string }> {
    const outcome = await this.#partner.call.post({ query: print(document), variables });
    if (!outcome.ok) return { why: outcome.why };
    const { data, errors } = (outcome.body ?? {}) as { data?: unknown; errors?: unknown };
    const isData = typeof data === 'object' && data !== null && !Array.isArray(data);
    if (!isData) return { why: 'an answer that is none' };
    return { data: data as Said['data'], ...(errors !== undefined && { why: 'an answer with errors' }) };
  }

  #lastGood(name: string) {
    return this.#last.within(name, this.#partner.declaration.cache?.lastGoodSeconds ?? -1, Date.now());
  }

  get #servesLast(): boolean {
    return this.#partner.declaration.onFailure === 'last-good';
  }

  #failure(
    why: string,
    { ageSeconds, path }: { ageSeconds?: number | undefined; path?: GraphQLError['path'] },
  ): GraphQLError {
    const { id } = this.#partner;
    const isShown = ageSeconds !== undefined && this.#servesLast;
    const message = isShown
      ? `${id} gives ${why}: what is here of it is what it said last.`
      : `${id} gives ${why}: what it says is missing here.`;
    const extensions = {
      code: 'SOURCE_UNAVAILABLE',
      remedy: 'retry-later',
      source: id,
      ...(ageSeconds !== undefined && { lastGoodSeconds: ageSeconds }),
    };
    return new GraphQLError(message, { path: path ?? null, extensions });
  }
}

function pathTo(key: string | undefined): readonly string[] | undefined {
  return key === undefined ? undefined : [key];
}

/** Under which name a look-up of entities is answered; undefined where the request asks for something else. */
function responseKey(document: DocumentNode): string | undefined {
  const operation = document.definitions.find(each => each.kind === Kind.OPERATION_DEFINITION);
  const [first] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (first?.kind !== Kind.FIELD || first.name.value !== '_entities') return undefined;
  return first.alias?.value ?? first.name.value;
}

function representationsOf({ variables }: PartRequest): readonly Representation[] {
  const named = variables?.representations;
  return Array.isArray(named) ? named : [];
}
