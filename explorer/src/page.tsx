import { useCallback, useEffect, useState } from 'react';
import { dropToken, type Entrance, enter, holdToken } from './entrance.ts';
import { Explorer } from './explorer.tsx';
import { messageOf } from './hub-request.ts';
import { TokenForm } from './token-form.tsx';

type State =
  | { readonly step: 'entering' }
  | { readonly step: 'inside'; readonly entrance: Entrance }
  | { readonly step: 'at the door' }
  | { readonly step: 'refused'; readonly problem: string };

export function Page() {
  const [state, setState] = useState<State>({ step: 'entering' });
  const tryToEnter = useCallback(async () => {
    try {
      const entrance = await enter();
      setState(entrance === undefined ? { step: 'at the door' } : { step: 'inside', entrance });
    } catch (error) {
      setState({ step: 'refused', problem: messageOf(error) });
    }
  }, []);
  useEffect(() => {
    void tryToEnter();
  }, [tryToEnter]);

  const bringToken = (token: string) => {
    holdToken(token);
    void tryToEnter();
  };
  const leave = () => {
    dropToken();
    setState({ step: 'at the door' });
  };
  switch (state.step) {
    case 'entering':
      return <p className="corridor-wait">Opening Corridor…</p>;
    case 'inside':
      return <Explorer entrance={state.entrance} onLeave={leave} />;
    case 'at the door':
      return <TokenForm onToken={bringToken} onCancel={() => void tryToEnter()} />;
    case 'refused':
      return (
        <p className="corridor-wait" role="alert">
          The explorer could not open: {state.problem}
        </p>
      );
  }
}
