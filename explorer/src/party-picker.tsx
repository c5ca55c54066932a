import { useState } from 'react';
import type { SampleParty } from './session.ts';

interface PartyPickerProps {
  readonly parties: readonly SampleParty[];
  readonly current: string;
  onPick(party: string): Promise<void>;
}

/** In the order the hub lists them; parties of one kind stand together. */
function byKind(parties: readonly SampleParty[]): Map<string, SampleParty[]> {
  const kinds = new Map<string, SampleParty[]>();
  for (const party of parties) kinds.set(party.kind, [...(kinds.get(party.kind) ?? []), party]);
  return kinds;
}

export function PartyPicker({ parties, current, onPick }: PartyPickerProps) {
  const [busy, setBusy] = useState(false);
  const pick = async (party: string) => {
    setBusy(true);
    await onPick(party).finally(() => setBusy(false));
  };
  return (
    <label className="party-picker">
      Viewing as
      <select value={current} disabled={busy} onChange={event => pick(event.target.value)}>
        {[...byKind(parties)].map(([kind, members]) => (
          <optgroup key={kind} label={kind}>
            {members.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
