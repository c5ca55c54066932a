import type { GraphiQLPlugin } from '@graphiql/react';
import type { SavedQuery } from '../../src/server/saved-queries.ts';
import { useOpenSavedQuery } from './open-saved-query.ts';

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M6 3.75h12a.75.75 0 0 1 .75.75v15.75L12 15.75l-6.75 4.5V4.5A.75.75 0 0 1 6 3.75Z" />
    </svg>
  );
}

function SavedQueries({ queries }: { queries: readonly SavedQuery[] }) {
  const open = useOpenSavedQuery();
  return (
    <section className="saved-queries" aria-label="Saved queries">
      <h2>Saved queries</h2>
      <ul>
        {queries.map(saved => (
          <li key={saved.id}>
            <button type="button" data-query={saved.id} onClick={() => open(saved)}>
              <strong>{saved.title}</strong>
              <span>{saved.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const SAVED_QUERIES = 'Saved queries';

export const savedQueriesPlugin = (queries: readonly SavedQuery[]): GraphiQLPlugin => ({
  title: SAVED_QUERIES,
  icon: Icon,
  content: () => <SavedQueries queries={queries} />,
});
