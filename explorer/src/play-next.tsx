import { useState } from 'react';
import { hubRequest, messageOf } from './hub-request.ts';
import { openSession } from './session.ts';

/** `POST /samples/play`: the next held-back sample message, through the real pipeline. Partners may not play: the analyst does. */
interface Played {
  readonly played: {
    readonly file: string;
    readonly receipt: { readonly status: string; readonly facts: number };
  } | null;
  readonly remaining: number;
}

interface PlayNextProps {
  readonly player: string;
  onNotice(text: string): void;
}

function tell({ played }: Played): string {
  if (played === null) return 'Every sample message has been played';
  const { file, receipt } = played;
  return `${receipt.status}: ${file}, ${receipt.facts} ${receipt.facts === 1 ? 'fact' : 'facts'}`;
}

export function PlayNext({ player, onNotice }: PlayNextProps) {
  const [remaining, setRemaining] = useState<number>();
  const [busy, setBusy] = useState(false);
  const play = async () => {
    setBusy(true);
    try {
      const { token } = await openSession(player);
      const headers = { authorization: `Bearer ${token}` };
      const answer = await hubRequest<Played>('/samples/play', { method: 'POST', headers });
      setRemaining(answer.remaining);
      onNotice(tell(answer));
    } catch (error) {
      onNotice(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="play-next" disabled={busy || remaining === 0} onClick={play}>
      Play next message{remaining === undefined ? '' : ` (${remaining} left)`}
    </button>
  );
}
