import { execute, parse } from 'graphql';
import { CELLS } from '../src/policy/cells.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { nameSelection } from '../src/server/disclosure-extensions.ts';
import type { TestHub } from '../src/server/hub.fixture.ts';
import { createContext } from '../src/server/serve-context.ts';
import { wholeConsignment } from './whole-consignment.fixture.ts';

type Answer = Readonly<Record<string, unknown>>;
const WHOLE = [...wholeConsignment(buildHubSchema()).values()].join(' ');

/** By cell, what the hub explains to its operator of those who say anything there: what each lets the reader read of it. */
export async function explained(
  hub: TestHub,
  { reader, where }: { reader: string; where: string },
  speakers: ReadonlyMap<string, ReadonlySet<string>>,
) {
  const purpose = hub.services.partners.get(reader)?.purposes[0];
  const found = new Map<string, readonly string[]>();
  for (let i = 0; i < CELLS_OF_CONSIGNMENT.length; i += 25) {
    const cells = CELLS_OF_CONSIGNMENT.slice(i, i + 25);
    const asks = cells.map(
      ({ pattern }, k) =>
        `e${k}: explainAccess(partner: "${reader}", purpose: "${purpose}", path: "${pattern}", ${where}) { reasons { origin outcome } }`,
    );
    const { data } = await hub.query(`{ ${asks.join(' ')} }`, 'operator');
    cells.forEach(({ pattern }, k) => {
      const { reasons } = (data?.[`e${k}`] ?? { reasons: [] }) as { reasons: { origin: string; outcome: string }[] };
      const telling = reasons.filter(each => speakers.get(pattern)?.has(each.origin));
      found.set(
        pattern,
        telling.map(each => each.outcome),
      );
    });
  }
  return found;
}

/** The consignment as somebody sees it who sees all, and who says something in each cell of it, as a receipt would name them. */
export async function seenByAll(
  hub: TestHub,
  where: string,
): Promise<{ whole: Answer; speakers: Map<string, Set<string>> }> {
  const schema = buildHubSchema();
  const document = parse(`{ consignment(${where}) { ${WHOLE} } }`);
  const viewer = { sees: 'ALL', role: 'analyst', subject: 'a' } as const;
  const contextValue = createContext(hub.services, { viewer, sub: 'a', client: 'b', scopes: new Set<string>() });
  nameSelection(schema, document, contextValue);
  const { data } = await execute({ schema, document, contextValue });
  const found = new Map<string, Set<string>>();
  for (const { path, origin } of contextValue.disclosures.fields())
    found.set(path, (found.get(path) ?? new Set()).add(origin));
  return { whole: JSON.parse(JSON.stringify(data)).consignment, speakers: found };
}

export const CELLS_OF_CONSIGNMENT = CELLS.filter(each => each.root === 'Consignment');
