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
import { useViews } from './use-views.ts';
import { type View, ViewAs, ViewBanner } from './view-as.tsx';

interface HeaderProps {
  readonly credentials: Credentials;
  readonly parties: readonly SampleParty[];
  readonly party: string | undefined;
  readonly first: SavedQuery | undefined;
  readonly notice: string | undefined;
  /** To another token, or out of the session of a sample party to a token of one's own. */
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
  const [view, setView] = useState<View>();
  const views = useViews(credentials, party === undefined);
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
  const viewAs = (wanted: View | undefined) => {
    credentials.viewAs = wanted ? `${wanted.partner.id}; purpose=${wanted.purpose}` : '';
    setView(wanted);
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
          {views.length > 0 && <ViewAs key={view?.partner.id ?? ''} views={views} current={view} onView={viewAs} />}
        </>
      ) : (
        <>
          <PartyPicker parties={parties} current={current} onPick={become} />
          <PlayNext player={ANALYST} onNotice={setNotice} />
          <button type="button" className="use-token" onClick={onLeave}>
            Use a token
          </button>
        </>
      )}
      {notice && <Notice key={notice} text={notice} onGone={() => setNotice(undefined)} />}
      {view && <ViewBanner view={view} onLeave={() => viewAs(undefined)} />}
    </header>
  );
}
