import { useEffect, useState } from 'react';
import type { Credentials } from './credentials.ts';
import { type PartnerView, readViews } from './session.ts';

/** As whom the bearer of a token can look; nobody in a session of a sample party, which is that party itself. */
export function useViews(credentials: Credentials, isPasted: boolean): readonly PartnerView[] {
  const [views, setViews] = useState<readonly PartnerView[]>([]);
  useEffect(() => {
    if (isPasted) void credentials.headers().then(readViews).then(setViews);
  }, [credentials, isPasted]);
  return views;
}
