import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQLProvider } from '@graphiql/react';
import { GraphiQLInterface } from 'graphiql';
import { useMemo } from 'react';
import type { Entrance } from './entrance.ts';
import { Header } from './header.tsx';
import { hubFetcher } from './hub-fetcher.ts';
import { SAVED_QUERIES, savedQueriesPlugin } from './saved-queries-plugin.tsx';

interface ExplorerProps {
  readonly entrance: Entrance;
  onLeave(): void;
}

export function Explorer({ entrance, onLeave }: ExplorerProps) {
  const { credentials, parties, party, savedQueries, notice } = entrance;
  const fetcher = useMemo(() => hubFetcher(credentials), [credentials]);
  const plugins = useMemo(
    () => [savedQueriesPlugin(savedQueries), DOC_EXPLORER_PLUGIN, explorerPlugin({ showAttribution: false })],
    [savedQueries],
  );
  return (
    <GraphiQLProvider
      fetcher={fetcher}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={SAVED_QUERIES}
      defaultQuery=""
    >
      <DocExplorerStore>
        <Header
          credentials={credentials}
          parties={parties}
          party={party}
          first={savedQueries[0]}
          notice={notice}
          onLeave={onLeave}
        />
        <GraphiQLInterface
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled={false}
          showPersistHeadersSettings={false}
        />
      </DocExplorerStore>
    </GraphiQLProvider>
  );
}
