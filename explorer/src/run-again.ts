import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useRef } from 'react';
import { operationsOf } from './operations.ts';

/** Runs what the active tab shows once more, for another party. A mutation is never repeated by itself. */
export function useRunAgain(): () => void {
  const { moveTab, setOperationFacts, stop, run } = useGraphiQLActions();
  const now = useGraphiQL(pick('tabs', 'activeTabIndex', 'queryEditor', 'operationName'));
  /** The party is changed over the network, and meanwhile a subscription may have changed the tabs. */
  const latest = useRef(now);
  latest.current = now;
  return () => {
    const { tabs, activeTabIndex, queryEditor, operationName } = latest.current;
    /** What the other tabs hold was answered to the party before. GraphiQL finds the active tab by identity. */
    moveTab(tabs.map((tab, i) => (i === activeTabIndex ? tab : { ...tab, response: null })));
    stop();
    const shown = operationsOf(queryEditor?.getValue() ?? '');
    const chosen = shown?.operations.find(each => each.name?.value === operationName) ?? shown?.operations[0];
    if (!shown || !chosen || chosen.operation === 'mutation') return;
    /** GraphiQL notices another tab's operation a moment late. */
    setOperationFacts({ ...shown, operationName: chosen.name?.value });
    run();
  };
}
