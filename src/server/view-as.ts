import { CorridorError } from '../errors.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { type Caller, isOperator } from './caller.ts';

/** `sg-customs; purpose=transit-monitoring` */
const FORM = /^([a-z][a-z0-9-]{1,62})\s*;\s*purpose=([a-z][a-z-]*)$/;

/**
 * An operator who asks to see the graph exactly as a partner would, for one of its purposes: the header `Corridor-View-As`. It may only
 * look, and its receipts name the operator and say so.
 */
export function viewAs(caller: Caller, asked: unknown, partners: PartnerDirectory): Caller {
  if (asked === undefined || asked === '') return caller;
  if (!isOperator(caller)) throw refusal('FORBIDDEN', 'only an operator may look as a partner');
  const [, id = '', purpose = ''] = FORM.exec(String(asked)) ?? [];
  const partner = partners.get(id);
  if (!partner?.purposes.includes(purpose)) {
    throw refusal('BAD_USER_INPUT', 'Corridor-View-As is of the form: <partner>; purpose=<one that it has declared>');
  }
  const { country } = partner;
  return {
    ...caller,
    viewer: { sees: 'OWN', partner: id, country, purpose, accessKeys: partnerAccessKeys(partner) },
    client: `${caller.client} (view as partner)`,
    scopes: new Set(['graph:query', 'graph:subscribe'].filter(scope => caller.scopes.has(scope))),
  };
}

function refusal(code: 'FORBIDDEN' | 'BAD_USER_INPUT', message: string): CorridorError {
  return new CorridorError(code, code === 'FORBIDDEN' ? 'fix-credentials' : 'fix-query', message);
}
