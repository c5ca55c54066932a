import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../src/config.ts';
import { SUBGRAPHS } from '../src/resolvers/subgraph-builder.ts';
import { composeSupergraph, subgraphUrl } from '../src/server/print-schema.ts';
import { startProcess } from './started-process.fixture.ts';

export interface SubgraphProcesses {
  /** With the addresses at which the processes answer. */
  readonly supergraphSdl: string;
  stop(): Promise<void>;
}

const CORRIDOR = join(packageRoot, 'bin', 'corridor.mjs');

/** The six subgraphs, each a process of its own as `corridor subgraph` starts it, on the database of a hub. */
export async function startSubgraphProcesses(environment: Record<string, string>): Promise<SubgraphProcesses> {
  spawnSync(process.execPath, [CORRIDOR, '--version']); // compiles once what is not compiled
  const started = await Promise.all(
    SUBGRAPHS.map(async name => ({
      name,
      ...(await startProcess([CORRIDOR, 'subgraph', name, '--port', '0'], environment)),
    })),
  );
  const composition = composeSupergraph();
  if (!composition.ok) throw new Error(composition.errors.join('\n'));
  const supergraphSdl = started.reduce(
    (sdl, { name, url }) => sdl.replaceAll(`"${subgraphUrl(name)}"`, `"${url}"`),
    composition.supergraph,
  );
  return {
    supergraphSdl,
    stop: async () => {
      await Promise.all(started.map(each => each.stop()));
    },
  };
}
