import type { FormEvent } from 'react';

interface TokenFormProps {
  onToken(token: string): void;
  /** Back to the sample parties, in development. */
  onCancel(): void;
}

/** Whoever looks as an operator brings a token from the issuer; outside development everybody does. */
export function TokenForm({ onToken, onCancel }: TokenFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    if (typeof token === 'string' && token.trim() !== '') onToken(token);
  };
  return (
    <main className="graphiql-container corridor-door">
      <form onSubmit={submit}>
        <h1>Corridor</h1>
        <label htmlFor="token">Access token</label>
        <textarea id="token" name="token" rows={6} spellCheck={false} autoComplete="off" required />
        <p>Kept in this tab only, until it is closed.</p>
        <button type="submit">Open the explorer</button>
        <button type="button" onClick={onCancel}>
          Without one
        </button>
      </form>
    </main>
  );
}
