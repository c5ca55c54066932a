import type { FormEvent } from 'react';

interface ViewAsProps {
  onView(partner: string): void;
}

/** For an operator: the graph exactly as a partner sees it for one of its purposes (`Corridor-View-As`). Empty: as oneself. */
export function ViewAs({ onView }: ViewAsProps) {
  const view = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = new FormData(event.currentTarget).get('view-as');
    onView(typeof wanted === 'string' ? wanted.trim() : '');
  };
  return (
    <form className="party-picker" onSubmit={view}>
      <label htmlFor="view-as">View as partner</label>
      <input
        id="view-as"
        name="view-as"
        placeholder="sg-customs; purpose=transit-monitoring"
        autoComplete="off"
        size={36}
      />
      <button type="submit">View</button>
    </form>
  );
}
