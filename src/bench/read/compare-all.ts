import { Agent } from 'node:http';
import { CorridorError } from '../../errors.ts';
import type { SeededChance } from '../link-quality/seeded-chance.ts';
import { send } from './closed-loop.ts';
import { isSameAnswer } from './compare-answers.ts';
import type { ReadData } from './read-data.ts';
import { QUERY_NAMES, type QueryName, type Variables } from './read-queries.ts';
import type { Served } from './served.ts';

/** A peer that answers otherwise is not measured but told. */
export async function compareAll(
  servers: readonly Served[],
  data: ReadData,
  chance: SeededChance,
  each: number,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  for (const query of QUERY_NAMES)
    for (let i = 0; i < each; i++) await compare(servers, query, data.variables(query, chance), agent);
  agent.destroy();
  console.log(`${servers.map(({ name }) => name).join(', ')} agree on ${each} answers to each query`);
}

async function compare(
  servers: readonly Served[],
  query: QueryName,
  variables: Variables,
  agent: Agent,
): Promise<void> {
  const [first, ...others] = servers;
  if (!first) return;
  const expected = await answerOf(first, query, variables, agent);
  for (const server of others) {
    const found = await answerOf(server, query, variables, agent);
    if (isSameAnswer(expected.data, found.data)) continue;
    const difference = [expected.data, found.data].map(data => JSON.stringify(data)?.slice(0, 2_000)).join('\n');
    throw new CorridorError(
      'INTERNAL',
      'report-bug',
      `${server.name} answers ${query} ${JSON.stringify(variables)} otherwise than ${first.name}:\n${difference}\n${found.text.slice(0, 300)}`,
    );
  }
}

async function answerOf(server: Served, query: QueryName, variables: Variables, agent: Agent) {
  const { text } = await send(server.port, agent, server.request(query, variables));
  const { data } = JSON.parse(text);
  return { text, data: data && server.shaped ? server.shaped(query, data) : data };
}
