import { useState } from 'react';
import type { PartnerView } from './session.ts';

/** As whom, and for what. */
export interface View {
  readonly partner: PartnerView;
  readonly purpose: string;
}

interface ViewAsProps {
  readonly views: readonly PartnerView[];
  readonly current: View | undefined;
  onView(view: View | undefined): void;
}

/** For an operator: the graph exactly as a partner sees it for one of its purposes (`Corridor-View-As`). */
export function ViewAs({ views, current, onView }: ViewAsProps) {
  const [chosen, setChosen] = useState(current?.partner.id ?? '');
  const partner = views.find(({ id }) => id === chosen);
  const choose = (id: string) => {
    setChosen(id);
    const found = views.find(each => each.id === id);
    const [purpose] = found?.purposes ?? [];
    onView(found && purpose !== undefined ? { partner: found, purpose } : undefined);
  };
  return (
    <div className="party-picker view-as">
      <label>
        View as
        <select name="view-partner" value={chosen} onChange={event => choose(event.target.value)}>
          <option value="">myself, the operator</option>
          {views.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {partner && (
        <label>
          for
          <select
            name="view-purpose"
            value={current?.purpose ?? ''}
            onChange={event => onView({ partner, purpose: event.target.value })}
          >
            {partner.purposes.map(purpose => (
              <option key={purpose} value={purpose}>
                {purpose}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

interface ViewBannerProps {
  readonly view: View;
  onLeave(): void;
}

/** As long as somebody looks as another, it is said. */
export function ViewBanner({ view: { partner, purpose }, onLeave }: ViewBannerProps) {
  return (
    <div className="view-banner" role="status">
      <p>
        Viewing as <strong>{partner.label}</strong> for <strong>{purpose}</strong>: exactly what its agreements let it
        see. You can only look, and each receipt says that it was you.
      </p>
      <button type="button" onClick={onLeave}>
        View as myself
      </button>
    </div>
  );
}
