import { CorridorError } from '../../errors.ts';
import { addDays } from '../../risk/history/history-wants.ts';
import { isPublished, seedHash } from '../../risk/sealed-seed.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';

interface RandomSeed {
  readonly day: string;
  readonly hash: string;
  readonly seed: string | null;
}

const RandomSeedType = builder.objectRef<RandomSeed>('RandomSeed').implement({
  subGraphs: ['consignment'],
  description:
    'The seed by which consignments declared on one day are drawn for a control at random. Its hash is known before the day, the seed after it: the draw cannot be predicted, and anybody can check it (docs/risk.md).',
  fields: t => ({
    day: t.field({ type: 'Date', nullable: true, description: 'Day in UTC.', resolve: each => each.day }),
    hash: t.string({
      nullable: true,
      description: 'SHA-256 of the seed, in hexadecimal digits.',
      resolve: each => each.hash,
    }),
    seed: t.string({
      nullable: true,
      description: 'Null until the day is over. The draw of a consignment is HMAC-SHA256 of its id under this text.',
      resolve: each => each.seed,
    }),
  }),
});

/** How far ahead hashes are known: a week binds the hub before anybody declares. */
const DAYS_AHEAD = 7;
const DAYS_AT_MOST = 366;

builder.queryField('randomSeeds', t =>
  t.field({
    type: t.listRef(RandomSeedType, { nullable: false }),
    nullable: false,
    subGraphs: ['consignment'],
    description: `Seeds of random selection from one day to another, both included: at most ${DAYS_AT_MOST}, until ${DAYS_AHEAD} days from now. For everybody.`,
    args: { from: t.arg({ type: 'Date', required: true }), to: t.arg({ type: 'Date', required: true }) },
    resolve: (_root, { from, to }, context) => seedsBetween(String(from), String(to), context),
  }),
);

function seedsBetween(from: string, to: string, { sealedSeeds, now }: RequestContext): RandomSeed[] {
  if (!sealedSeeds) return [];
  const lastKnown = addDays(now.toISOString().slice(0, 10), DAYS_AHEAD);
  const last = to < lastKnown ? to : lastKnown;
  if (addDays(from, DAYS_AT_MOST) <= last) {
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', `at most ${DAYS_AT_MOST} days can be asked for at once`);
  }
  const seeds: RandomSeed[] = [];
  for (let day = from; day <= last; day = addDays(day, 1)) {
    const seed = sealedSeeds.seedOf(day);
    seeds.push({ day, hash: seedHash(seed), seed: isPublished(day, now) ? seed : null });
  }
  return seeds;
}
