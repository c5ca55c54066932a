import { createHash } from 'node:crypto';

/** One step from a leaf to the root: the neighbour's hash, and on which side it stands. */
export interface MerkleStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** RFC 9162 section 2.1.1: leaves and nodes are hashed apart, so that a node can never pass for a leaf. */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** Root over the hashes, in their order, in hexadecimal; of none, the hash of nothing. */
export function merkleRoot(hashes: readonly string[]): string {
  return rootOf(hashes.map(leafHash)).toString('hex');
}

/** How to get from the leaf at `index` to the root, which shows that it is in the tree, and shows nothing else of the tree. */
export function merkleProof(hashes: readonly string[], index: number): readonly MerkleStep[] {
  return proofOf(hashes.map(leafHash), index);
}

export function rootFromProof(hash: string, proof: readonly MerkleStep[]): string {
  const root = proof.reduce((below, { side, hash: beside }) => {
    const neighbour = Buffer.from(beside, 'hex');
    return side === 'left' ? nodeHash(neighbour, below) : nodeHash(below, neighbour);
  }, leafHash(hash));
  return root.toString('hex');
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const split = largestPowerBelow(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function proofOf(leaves: readonly Buffer[], index: number): MerkleStep[] {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return index < split
    ? [...proofOf(left, index), { side: 'right', hash: rootOf(right).toString('hex') }]
    : [...proofOf(right, index - split), { side: 'left', hash: rootOf(left).toString('hex') }];
}

/** The left side of a tree of n leaves has the largest power of two below n. */
function largestPowerBelow(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1);
}

function leafHash(hash: string): Buffer {
  return sha256(LEAF, Buffer.from(hash, 'hex'));
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(NODE, left, right);
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
