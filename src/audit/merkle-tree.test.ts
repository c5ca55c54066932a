import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merkleProof, merkleRoot, rootFromProof } from './merkle-tree.ts';

const hashes = fc.array(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('hex')),
  { minLength: 1, maxLength: 40 },
);

test('the root of nothing and of one leaf are those of RFC 9162', () => {
  expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  const leaf = '11'.repeat(32);
  const expected = createHash('sha256')
    .update(Buffer.from(`00${leaf}`, 'hex'))
    .digest('hex');
  expect(merkleRoot([leaf])).toBe(expected);
});

test('every leaf is proven, and no other leaf is', () => {
  fc.assert(
    fc.property(hashes, fc.nat(), (leaves, at) => {
      const index = at % leaves.length;
      const proof = merkleProof(leaves, index);
      const root = merkleRoot(leaves);
      expect(rootFromProof(leaves[index] ?? '', proof)).toBe(root);
      expect(rootFromProof('fe'.repeat(32), proof)).not.toBe(root);
    }),
  );
});

test('order, number and content of the leaves are in the root', () => {
  fc.assert(
    fc.property(hashes, leaves => {
      const root = merkleRoot(leaves);
      expect(merkleRoot([...leaves, leaves[0] ?? ''])).not.toBe(root);
      const reversed = [...leaves].reverse();
      if (reversed.join() !== leaves.join()) expect(merkleRoot(reversed)).not.toBe(root);
    }),
  );
});
