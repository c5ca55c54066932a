import { type ExecutionResult, GraphQLError, type GraphQLSchema, print } from 'graphql';
import { contentHash } from '../consignment/canonical-json.ts';
import type { SubgraphDeclaration } from '../partners/subgraph-file.ts';
import type { CellInfo } from '../policy/cells.ts';
import type { Decision } from '../policy/decide-disclosure.ts';
import type { FieldDisclosure } from '../policy/field-disclosure.ts';
import type { KeyedDigest } from '../policy/transform.ts';
import { AcceptedSchema } from './accepted-schema.ts';
import { LastAnswers } from './last-answers.ts';
import { askedKeys, lookupKey, type PartRequest, representationsOf } from './part-request.ts';
import type { PartnerCall } from './partner-call.ts';
import { type Representation, toldAnswer } from './told-answer.ts';
import { ToldValues } from './told-values.ts';

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

type Data = Readonly<Record<string, unknown>>;
/** One thing that was asked: what the partner says of it, or why it says nothing, with the age of what it said last. */
interface Answer {
  readonly value: unknown;
  readonly why?: string | undefined;
  readonly ageSeconds?: number | undefined;
}

/** One partner's subgraph as a planner asks it: what it answers, checked, cut to what its reader may see, and null where it fails. */
export class PartnerSubgraph {
  readonly #partner: JoinedPartner;
  readonly #accepted: AcceptedSchema;
  readonly #last = new LastAnswers();

  constructor(partner: JoinedPartner) {
    this.#partner = partner;
    this.#accepted = new AcceptedSchema(partner.call, partner.declaration.sdl);
  }

  async execute(request: PartRequest, reader: PartReader): Promise<ExecutionResult> {
    const key = lookupKey(request);
    const answers = await this.#answers(request, reader, key);
    const data = key === undefined ? (answers[0]?.value ?? {}) : { [key]: answers.map(each => each.value ?? null) };
    const missing = answers.flatMap((answer, i) =>
      answer.why === undefined ? [] : this.#failures(answer, key === undefined ? [] : [key, i], request),
    );
    const { id, schema, declaration } = this.#partner;
    const values = new ToldValues(id);
    const told = await toldAnswer({
      ...request,
      schema,
      ownTypes: new Set(declaration.types),
      data,
      decide: reader.decide,
      keyed: reader.keyed,
      tell: values.add.bind(values),
    });
    reader.told(values.all(), representationsOf(request));
    const wrong = (told.errors ?? []).map(({ path }) => this.#failure({ value: null, why: LIES }, path ?? []));
    const errors = [...missing, ...wrong];
    return { data: told.data ?? null, ...(errors.length > 0 && { errors }) };
  }

  /** One answer for each thing of a look-up, or one for all root fields. What may not be asked about is not there: null, and no error. */
  async #answers(request: PartRequest, reader: PartReader, key: string | undefined): Promise<readonly Answer[]> {
    const things: readonly (Representation | undefined)[] =
      key === undefined ? [undefined] : representationsOf(request);
    const nothing = things.map((): Answer => ({ value: null }));
    if (!reader.seesAny) return nothing;
    if (!(await this.#accepted.stands(Date.now())))
      return nothing.map(each => ({ ...each, why: 'another schema than was accepted' }));
    const named = key === undefined ? [true] : await reader.mayBeNamed(representationsOf(request));
    const asked = things.filter((_, i) => named[i]);
    const answers = (await this.#known(request, asked, key))[Symbol.iterator]();
    return named.map(is => (is ? (answers.next().value ?? { value: null }) : { value: null }));
  }

  /** What was said lately is not asked again, where it may be kept. */
  async #known(
    request: PartRequest,
    things: readonly (Representation | undefined)[],
    key: string | undefined,
  ): Promise<readonly Answer[]> {
    const { cache } = this.#partner.declaration;
    const query = print(request.document);
    const names = things.map(each => contentHash([query, { ...request.variables, representations: each ?? null }]));
    const fresh = names.map(name => cache && this.#last.within(name, cache.seconds, Date.now()));
    const missing = things.filter((_, i) => !fresh[i]);
    const said = missing.length > 0 ? await this.#ask(request, missing, key) : [];
    const answers = said[Symbol.iterator]();
    return names.map((name, i) => {
      const known = fresh[i];
      if (known) return { value: known.value };
      const answer = answers.next().value ?? { value: null, why: 'no answer' };
      if (answer.why !== undefined) return this.#withLastGood(answer, name);
      if (cache) this.#last.put(name, answer.value, Date.now());
      return answer;
    });
  }

  /** What the partner answers; what it says of its errors stays here. */
  async #ask(
    { document, variables }: PartRequest,
    things: readonly (Representation | undefined)[],
    key: string | undefined,
  ): Promise<readonly Answer[]> {
    const asked = key === undefined ? variables : { ...variables, representations: things };
    const outcome = await this.#partner.call.post({ query: print(document), variables: asked });
    const failed = (why: string) => things.map((): Answer => ({ value: null, why }));
    if (!outcome.ok) return failed(outcome.why);
    const { data, errors } = (outcome.body ?? {}) as { data?: unknown; errors?: unknown };
    if (!isRecord(data)) return failed(errors === undefined ? LIES : 'an answer with errors');
    const why = errors === undefined ? undefined : 'an answer with errors';
    const values = key === undefined ? [data] : data[key];
    if (!Array.isArray(values) || values.length !== things.length) return failed(why ?? LIES);
    return values.map((value): Answer => ({ value, why: why !== undefined && !hasNull(value) ? undefined : why }));
  }

  #withLastGood({ value, why }: Answer, name: string): Answer {
    const { cache, onFailure } = this.#partner.declaration;
    const last = this.#last.within(name, cache?.lastGoodSeconds ?? -1, Date.now());
    const kept = value ?? (onFailure === 'last-good' ? last?.value : undefined) ?? null;
    return { value: kept, why, ageSeconds: last?.ageSeconds };
  }

  #failures(answer: Answer, at: readonly (string | number)[], request: PartRequest): GraphQLError[] {
    const keys = askedKeys(request).filter(each => !isRecord(answer.value) || (answer.value[each] ?? null) === null);
    return (keys.length > 0 ? keys : askedKeys(request)).map(each => this.#failure(answer, [...at, each]));
  }

  #failure({ value, why, ageSeconds }: Answer, path: readonly (string | number)[]): GraphQLError {
    const { id } = this.#partner;
    const told = value === null ? 'what it says is missing here' : 'not all that is here of it is of now';
    const extensions = {
      code: 'SOURCE_UNAVAILABLE',
      remedy: 'retry-later',
      source: id,
      ...(ageSeconds !== undefined && { lastGoodSeconds: ageSeconds }),
    };
    return new GraphQLError(`${id} gives ${why}: ${told}.`, { path, extensions });
  }
}

const LIES = 'an answer that is not what its schema says';

function isRecord(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where a partner says that something failed, what is null may be what failed. */
function hasNull(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.some(hasNull);
  return isRecord(value) && Object.values(value).some(hasNull);
}
