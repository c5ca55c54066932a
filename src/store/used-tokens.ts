import { createHash } from 'node:crypto';
import type { Sql } from './database.ts';

export interface OneTimeToken {
  readonly issuer: string;
  readonly jti: string;
  readonly expiresAt: Date;
}

/** Notes the use of a one-time token; false where it was used before, on whichever node. */
export async function takeToken(sql: Sql, { issuer, jti, expiresAt }: OneTimeToken): Promise<boolean> {
  const id = createHash('sha256')
    .update(JSON.stringify([issuer, jti]))
    .digest('hex');
  const used = await sql`
    with expired as (
      delete from used_token where id in (select id from used_token where expires_at < now() - interval '5 minutes' limit 100)
    )
    insert into used_token (id, expires_at) values (${id}, ${expiresAt}) on conflict do nothing returning id`;
  return used.length === 1;
}
