import { Argument, type Command } from 'commander';
import { readConfig } from '../config.ts';
import { SUBGRAPHS, type Subgraph } from '../resolvers/subgraph-builder.ts';
import { subgraphPort } from '../server/print-schema.ts';
import { startSubgraph } from '../server/subgraph.ts';
import { wrongUse } from './failure.ts';

export function addSubgraph(program: Command): void {
  program
    .command('subgraph')
    .description('one subgraph as its own process on the database of a hub, behind a gateway')
    .addArgument(new Argument('<name>', 'which').choices(SUBGRAPHS))
    .option('--port <number>', 'port to listen on (as schema/supergraph.graphql says)')
    .action((name: Subgraph, { port }: { port?: string }) => serve(name, port ?? String(subgraphPort(name))));
}

async function serve(name: Subgraph, port: string): Promise<void> {
  const config = readConfig(undefined, { PORT: port });
  if (config.databaseUrl === undefined)
    throw wrongUse(
      'a subgraph works on the database of a hub: set DATABASE_URL, and CORRIDOR_SECRET as the hub has it',
    );
  const subgraph = await startSubgraph({ name, config });
  process.stdout.write(`the subgraph ${name} is at http://${config.host}:${subgraph.port}/graphql\n`);
  const stop = async () => {
    await subgraph.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
