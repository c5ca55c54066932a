import { readFileSync } from 'node:fs';

/** The part of the graph that the five queries ask for, as a peer would declare it. */
export const typeDefs = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8');
