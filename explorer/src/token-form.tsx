import type { FormEvent } from 'react';

interface TokenFormProps {
  onToken(token: string): void;
}

/** Outside development the hub hands out no tokens here: whoever looks brings one from the issuer. */
export function TokenForm({ onToken }: TokenFormProps) {
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
      </form>
    </main>
  );
}
