import type { Told } from '../policy/disclosure-table.ts';
import type { JsonText } from '../projection/json-text.ts';
import type { FragmentKeeper, FragmentPlace, Run } from '../projection/run.ts';
import type { ConsignmentShape } from '../resolvers/consignment/consignment-type.ts';
import { momentOf } from '../resolvers/moment-key.ts';
import type { RequestContext } from '../resolvers/request-context.ts';
import { riskReadingOf } from '../resolvers/risk-reading.ts';
import { soon } from '../resolvers/soon.ts';
import { type Hold, type Touched, trackedContext } from '../resolvers/tracked-context.ts';
import type { WantedParts } from '../resolvers/wanted-parts.ts';

/** What was written of one consignment. */
interface Fragment {
  readonly version: string;
  /** Absent where it was made of more than what is named here: then only the assessments are kept. */
  readonly text: string | undefined;
  readonly origins: readonly string[] | undefined;
  readonly documents: readonly (readonly [document: string, told: Told])[];
  /** Of what shows an assessment: while this holds it is told again. */
  readonly hold: Hold | undefined;
  readonly assessed: Touched['assessed'];
  readonly bytes: number;
}

/** A consignment that is to be written. */
interface Named {
  readonly id: string;
  readonly version: string;
  readonly wanted: WantedParts;
}

/** One part of one operation, as one reader sees it. */
interface View {
  readonly number: number;
  kept: number;
  open: number;
}

export interface FragmentLimits {
  readonly bytes: number;
  readonly views: number;
}

const LIMITS: FragmentLimits = { bytes: 64 * 2 ** 20, views: 2_000 };
/** About what an assessment keeps of what the rules read. */
const ASSESSED_BYTES = 65_536;
/** A part of a query that was made of more than documents so often, and never of them alone, is not looked at again. */
const HOPELESS = 20;

/**
 * What compiled operations wrote of consignments, for as long as nothing that it was made of has changed: the database names the version of
 * a consignment with every look-up. One reader never gets what was written for another, nor under another set of agreements.
 */
export class AnswerFragments {
  readonly #limits: FragmentLimits;
  readonly #fragments = new Map<string, Fragment>();
  readonly #views = new Map<string, View>();
  readonly #numbers = new WeakMap<object, number>();
  #count = 0;
  #bytes = 0;

  constructor(limits: Partial<FragmentLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** For one answer. `wanted`: what its operation is known to look at of a consignment. */
  keeper(wanted: WantedParts): FragmentKeeper {
    const views = new Map<FragmentPlace, View>();
    return {
      write: (place, value, run, anew) => {
        const { id, version } = value as ConsignmentShape;
        const view = views.get(place) ?? this.#viewOf(place, run);
        views.set(place, view);
        const { loaders } = run.context as RequestContext;
        const prepared = (each: Run) => soon(loaders.prepare(id, wanted), () => anew(value, each));
        const isKept = momentOf(id) === undefined && (view.kept > 0 || view.open < HOPELESS);
        if (version === undefined || !isKept)
          return wanted.isLearning ? watched(id, wanted, run, prepared) : prepared(run);
        const write = () => this.#anew(view, { id, version, wanted }, run, prepared);
        const known = this.#fragments.get(`${view.number}/${id}`);
        if (known?.version !== version) return write();
        const again = () => this.#again(view, id, known, run) ?? prepared(withAssessed(id, known, run));
        const { hold } = known;
        return hold ? holds(hold, id, run.context as RequestContext).then(does => (does ? again() : write())) : again();
      },
    };
  }

  #again(view: View, id: string, known: Fragment, { context }: Run): string | undefined {
    this.#touch(`${view.number}/${id}`, known);
    const { disclosures } = context as RequestContext;
    if (known.origins) disclosures.subject(id, known.origins);
    for (const [document, told] of known.documents) disclosures.readAgain(document, told);
    return known.text;
  }

  /** What was told again last goes last. */
  #touch(key: string, known: Fragment): void {
    if (!this.#fragments.delete(key)) return;
    this.#fragments.set(key, known);
  }

  #anew(view: View, named: Named, run: Run, write: (run: Run) => JsonText): JsonText {
    const touched: Touched = { documents: new Set(), isOpen: false, assessed: new Map() };
    const context = trackedContext(run.context as RequestContext, named.id, touched);
    const keep = (text: string) => {
      learn(named.wanted, touched);
      this.#keep(view, named, text, touched, run.context as RequestContext);
      return text;
    };
    return soon(write({ ...run, context }), keep);
  }

  #keep(
    view: View,
    { id, version }: { id: string; version: string },
    text: string,
    { isOpen, isDated, documents, hold, assessed }: Touched,
    { disclosures }: RequestContext,
  ): void {
    if (isDated || (isOpen && !hold)) {
      view.open++;
      return;
    }
    view.kept++;
    const made = isOpen ? (hold?.documents ?? []) : [...documents];
    const told = made.flatMap(document => {
      const found = disclosures.toldOf(document);
      return found ? [[document, found] as const] : [];
    });
    const held = isOpen ? assessed : new Map<string, unknown>();
    const bytes =
      2 * text.length +
      200 +
      ASSESSED_BYTES * held.size +
      told.reduce((sum, [, { rows }]) => sum + 150 + 16 * rows.length, 0);
    const origins = disclosures.originsOf(id);
    this.#put(`${view.number}/${id}`, {
      ...{ version, origins, documents: told, hold, bytes },
      ...{ text: isOpen ? undefined : text, assessed: held },
    });
  }

  /** What was used longest ago goes first. */
  #put(key: string, fragment: Fragment): void {
    this.#drop(key);
    this.#fragments.set(key, fragment);
    this.#bytes += fragment.bytes;
    for (const oldest of this.#fragments.keys()) {
      if (this.#bytes <= this.#limits.bytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const gone = this.#fragments.get(key);
    if (!gone) return;
    this.#fragments.delete(key);
    this.#bytes -= gone.bytes;
  }

  #viewOf(place: FragmentPlace, { context, variables }: Run): View {
    const { disclosures, policy, viewer, partners } = context as RequestContext;
    const used = place.variables.map(each => variables[each] ?? null);
    const key = [
      this.#numberOf(place),
      this.#numberOf(policy),
      this.#numberOf(disclosures.table),
      partners.revision,
      JSON.stringify([viewer, used]),
    ].join(' ');
    const known = this.#views.get(key) ?? { number: ++this.#count, kept: 0, open: 0 };
    this.#views.delete(key);
    this.#views.set(key, known);
    const [oldest] = this.#views.keys();
    if (this.#views.size > this.#limits.views && oldest !== undefined) this.#views.delete(oldest);
    return known;
  }

  #numberOf(thing: object): number {
    const known = this.#numbers.get(thing) ?? ++this.#count;
    this.#numbers.set(thing, known);
    return known;
  }
}

/** Written without being kept, and watched for what it looks at. */
function watched(id: string, wanted: WantedParts, run: Run, write: (run: Run) => JsonText): JsonText {
  const touched: Touched = { documents: new Set(), isOpen: false, assessed: new Map() };
  const context = trackedContext(run.context as RequestContext, id, touched);
  return soon(write({ ...run, context }), text => {
    learn(wanted, touched);
    return text;
  });
}

function learn(wanted: WantedParts, { readsJourneys }: Touched): void {
  if (readsJourneys) wanted.readsJourneys = true;
  wanted.seen();
}

async function holds({ version, until }: Hold, id: string, context: RequestContext): Promise<boolean> {
  return context.now.getTime() < until && (await riskReadingOf(context).version(id)) === version;
}

/** To write anew what changes, with the assessments that hold. */
function withAssessed(id: string, { assessed }: Fragment, run: Run): Run {
  const touched = { documents: new Set<string>(), isOpen: false, assessed: new Map(assessed) };
  return { ...run, context: trackedContext(run.context as RequestContext, id, touched) };
}
