import { type Command, Option } from 'commander';
import { readConfig } from '../config.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { ROLES, type Role } from '../server/caller.ts';
import { issueToken, signingKeyOf, type TokenGrant } from '../server/token-issuer.ts';
import { openDatabase } from '../store/database.ts';
import { type HubSigningKey, loadHubKeys } from '../store/hub-keys.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { migrate } from '../store/migrate.ts';
import { secondsOf } from './duration.ts';
import { notThere, wrongUse } from './failure.ts';

interface TokenOptions {
  readonly partner?: string;
  readonly purpose?: string;
  readonly role?: Role;
  readonly person?: string;
  readonly ttl: string;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('a development token of the embedded issuer, alone on the last line')
    .option('--partner <id>', 'for a partner, with --purpose')
    .option('--purpose <purpose>', 'what the partner asks for')
    .addOption(new Option('--role <role>', 'for a role of the hub itself').choices(ROLES))
    .option('--person <name>', 'whose token of the partner it is: what they do is kept in their name')
    .option('--ttl <duration>', 'how long it holds: 90s, 15m, 1h, 7d', '1h')
    .action(async (options: TokenOptions) => {
      const grant = grantOf(options);
      const { token, expiresAt } = await issueToken(await signingKey(), grant, new Date());
      process.stderr.write(`${whoseToken(options)}, valid until ${expiresAt.toISOString()}\n`);
      process.stdout.write(`${token}\n`);
    });
}

function grantOf({ partner: id, purpose, role, person, ttl }: TokenOptions): TokenGrant {
  const config = readConfig();
  if (config.issuer) throw wrongUse(`tokens come from ${config.issuer.url}: the embedded issuer is off`);
  const ttlSeconds = secondsOf('--ttl', ttl);
  if ((role === undefined) === (id === undefined)) throw wrongUse('name a --partner or a --role, and not both');
  if (role !== undefined) return { role, ttlSeconds };
  const partners = new PartnerDirectory(config.partnersDir);
  const partner = partners.get(id ?? '');
  if (!partner)
    throw notThere(
      `there is no partner ${id}: ${partners
        .all()
        .map(each => each.id)
        .join(', ')}`,
    );
  if (purpose === undefined || !partner.purposes.includes(purpose)) {
    throw wrongUse(`name with --purpose one that ${partner.id} has declared: ${partner.purposes.join(', ') || 'none'}`);
  }
  return { partner, purpose, person, ttlSeconds };
}

async function signingKey(): Promise<HubSigningKey> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    await migrate(database.sql);
    const secret = readHubSecret({ ...config, embedded: config.databaseUrl === undefined });
    return signingKeyOf(await loadHubKeys(database.sql, secret));
  } finally {
    await database.close();
  }
}

function whoseToken({ partner, purpose, role }: TokenOptions): string {
  return role ? `role ${role}` : `partner ${partner}, purpose ${purpose}`;
}
