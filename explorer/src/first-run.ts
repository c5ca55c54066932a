import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import type { SavedQuery } from '../../src/server/saved-queries.ts';
import { useOpenSavedQuery } from './open-saved-query.ts';
import { useRunAgain } from './run-again.ts';

/** The page opens with an answer: to what the tab held at the last visit, at the first visit to the first saved query. */
export function useFirstRun(first: SavedQuery | undefined): void {
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'responseEditor'),
  );
  const open = useOpenSavedQuery();
  const runAgain = useRunAgain();
  const done = useRef(false);
  useEffect(() => {
    if (done.current || !queryEditor || !variableEditor || !responseEditor) return;
    done.current = true;
    if (queryEditor.getValue().trim() !== '') runAgain();
    else if (first) open(first);
  });
}
