import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainOf, headOf, relinked, SOME_CHAIN, someDraft } from './audit-chain.fixture.ts';
import { type ChainedEntry, entryHash } from './audit-entry.ts';
import { verifyChain } from './verify-chain.ts';

const chains = fc.integer({ min: 3, max: 40 }).map(length => chainOf(length));
/** A chain and a place in it, with an entry before it and one after it. */
const places = chains.chain(chain =>
  fc.record({ chain: fc.constant(chain), seq: fc.integer({ min: 2, max: chain.length - 1 }) }),
);

function edited({ entry }: ChainedEntry): ChainedEntry {
  const changed = { ...entry, purpose: 'another purpose' };
  return { entry: changed, hash: entryHash(changed) };
}

const replaced = (chain: readonly ChainedEntry[], seq: number, by: readonly ChainedEntry[], take = 1) => [
  ...chain.slice(0, seq - 1),
  ...by,
  ...chain.slice(seq - 1 + take),
];
const at = (chain: readonly ChainedEntry[], seq: number): ChainedEntry => {
  const found = chain[seq - 1];
  if (!found) throw new Error(`no entry ${seq}`);
  return found;
};

test('an honest chain holds, with every head that it ever had', () => {
  fc.assert(
    fc.property(chains, chain => {
      expect(
        verifyChain(
          chain,
          chain.map((_, i) => headOf(chain, i + 1)),
        ),
      ).toBeUndefined();
      expect(verifyChain(chain, [])).toBeUndefined();
    }),
  );
});

describe('the first bad entry is named', () => {
  test('deletion', () => {
    fc.assert(
      fc.property(places, ({ chain, seq }) => {
        expect(verifyChain(replaced(chain, seq, []), [headOf(chain)])).toMatchObject({ fault: 'MISSING', seq });
      }),
    );
  });

  test('edit, with the old hash and with its own', () => {
    fc.assert(
      fc.property(places, ({ chain, seq }) => {
        const { entry } = edited(at(chain, seq));
        const clumsy = replaced(chain, seq, [{ entry, hash: at(chain, seq).hash }]);
        expect(verifyChain(clumsy, [])).toMatchObject({ fault: 'EDITED', seq });
        const careful = replaced(chain, seq, [edited(at(chain, seq))]);
        expect(verifyChain(careful, [headOf(chain)])).toMatchObject({ fault: 'EDITED', seq });
      }),
    );
  });

  test('an edit of the last entry, by the head', () => {
    fc.assert(
      fc.property(chains, chain => {
        const last = chain.length;
        const forged = replaced(chain, last, [edited(at(chain, last))]);
        const heads = [headOf(chain, last - 1), headOf(chain)];
        expect(verifyChain(forged, heads)).toMatchObject({ fault: 'REWRITTEN', seq: last });
      }),
    );
  });

  test('swap', () => {
    fc.assert(
      fc.property(places, ({ chain, seq }) => {
        const swapped = replaced(chain, seq, [at(chain, seq + 1), at(chain, seq)], 2);
        expect(verifyChain(swapped, [headOf(chain)])).toMatchObject({ fault: 'OUT_OF_ORDER', seq });
      }),
    );
  });

  test('insertion: a repeat, and a new one that knows the entry before it', () => {
    fc.assert(
      fc.property(places, ({ chain, seq }) => {
        const repeated = replaced(chain, seq, [at(chain, seq - 1)], 0);
        expect(verifyChain(repeated, [])).toMatchObject({ fault: 'INSERTED', seq });
        const entry = { ...at(chain, seq).entry, purpose: 'never asked' };
        const inserted = replaced(chain, seq, [{ entry, hash: entryHash(entry) }], 0);
        expect(verifyChain(inserted, [headOf(chain)])).toMatchObject({ seq });
      }),
    );
  });

  test('a cut tail, by the signed head', () => {
    fc.assert(
      fc.property(places, ({ chain, seq }) => {
        const cut = chain.slice(0, seq);
        expect(verifyChain(cut, [])).toBeUndefined();
        expect(verifyChain(cut, [headOf(chain)])).toMatchObject({ fault: 'CUT_TAIL', seq: seq + 1 });
      }),
    );
  });

  test('a chain written anew from an entry on, by the witnessed heads before and after it', () => {
    fc.assert(
      fc.property(places, ({ chain, seq }) => {
        const drafts = chain.map(({ entry }, i) => (i === seq - 1 ? { ...entry, purpose: 'forged' } : entry));
        const forged = relinked(drafts, SOME_CHAIN);
        expect(verifyChain(forged, [])).toBeUndefined();
        const heads = [headOf(chain, seq - 1), headOf(chain)];
        expect(verifyChain(forged, heads)).toMatchObject({ fault: 'REWRITTEN', seq });
      }),
    );
  });

  test('a chain written anew from its start', () => {
    fc.assert(
      fc.property(chains, chain => {
        const drafts = chain.map(({ entry }) => ({ ...someDraft(entry.partner, entry.at), sub: 'nobody' }));
        const forged = relinked(drafts, SOME_CHAIN);
        expect(verifyChain(forged, [headOf(forged)])).toBeUndefined();
        expect(verifyChain(forged, [headOf(chain)])).toMatchObject({ fault: 'REWRITTEN', seq: 1 });
      }),
    );
  });

  test('a receipt carried into the chain of another day', () => {
    const [first] = chainOf(1);
    const moved = relinked([{ ...someDraft('sg-customs', '2026-03-02T08:00:00Z') }], SOME_CHAIN);
    expect(first && verifyChain(moved, [])).toMatchObject({ fault: 'WRONG_CHAIN', seq: 1 });
  });
});
