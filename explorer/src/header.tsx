import { useState } from 'react';
import type { SavedQuery } from '../../src/server/saved-queries.ts';
import type { Credentials } from './credentials.ts';
import { useFirstRun } from './first-run.ts';
import { messageOf } from './hub-request.ts';
import { Notice } from './notice.tsx';
import { PartyPicker } from './party-picker.tsx';
import { PlayNext } from './play-next.tsx';
import { useRunAgain } from './run-again.ts';
import { ANALYST, type SampleParty } from './session.ts';
import { ViewAs } from './view-as.tsx';

interface HeaderProps {
  readonly credentials: Credentials;
  readonly parties: readonly SampleParty[];
  readonly party: string | undefined;
  readonly first: SavedQuery | undefined;
  readonly notice: string | undefined;
  onLeave(): void;
}

/** A reload, or the address sent to somebody else, opens as the same party. */
function rememberInAddress(party: string): void {
  const address = new URL(location.href);
  address.searchParams.set('as', party);
  history.replaceState(null, '', address);
}

export function Header({ credentials, parties, party, first, notice: firstNotice, onLeave }: HeaderProps) {
  const [current, setCurrent] = useState(party);
  const [notice, setNotice] = useState(firstNotice);
  const runAgain = useRunAgain();
  useFirstRun(first);
  const become = async (id: string) => {
    try {
      await credentials.becomeParty(id);
      setCurrent(id);
      rememberInAddress(id);
      runAgain();
    } catch (error) {
      setNotice(messageOf(error));
    }
  };
  const viewAs = (partner: string) => {
    credentials.viewAs = partner;
    runAgain();
  };
  return (
    <header className="graphiql-container corridor-header">
      <h1>Corridor</h1>
      {current === undefined ? (
        <>
          <button type="button" onClick={onLeave}>
            Use another token
          </button>
          <ViewAs onView={viewAs} />
        </>
      ) : (
        <>
          <PartyPicker parties={parties} current={current} onPick={become} />
          <PlayNext player={ANALYST} onNotice={setNotice} />
        </>
      )}
      {notice && <Notice key={notice} text={notice} onGone={() => setNotice(undefined)} />}
    </header>
  );
}
