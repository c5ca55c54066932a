import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { SavedQuery } from '../../src/server/saved-queries.ts';
import { operationsOf } from './operations.ts';

/** The tab that already shows the query (a tab is titled by its operation), else an empty one, else a new one. */
function tabFor(
  operation: string | undefined,
  tabs: readonly { title: string; query: string | null }[],
  active: number,
) {
  const known = tabs.findIndex(tab => tab.title === operation);
  if (known >= 0) return known;
  return tabs[active]?.query?.trim() ? 'new' : active;
}

/** Loads a saved query with its variables into a tab and runs it. */
export function useOpenSavedQuery(): (saved: SavedQuery) => void {
  const { addTab, changeTab, stop, run, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor'),
  );
  return ({ query, variables }) => {
    const asked = operationsOf(query);
    const operationName = asked?.operations[0]?.name?.value;
    const values = Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2);
    const tab = tabFor(operationName, tabs, activeTabIndex);
    stop();
    if (tab === 'new') addTab();
    else if (tab !== activeTabIndex) changeTab(tab);
    queryEditor?.setValue(query);
    variableEditor?.setValue(values);
    setOperationFacts({ ...asked, operationName });
    updateActiveTabValues({ query, variables: values, operationName: operationName ?? null });
    run();
  };
}
