import type { DeclarationEntry, DeclarationStatus } from '../../consignment/customs-slice.ts';

/** A declaration in these states is not in force any more. */
const VOID: ReadonlySet<DeclarationStatus> = new Set(['REJECTED', 'INVALIDATED', 'SUPERSEDED']);

/** An entry summary declaration is lodged by the carrier for safety, before loading: it declares no goods for a procedure. */
export function isEntrySummary({ typeCode }: DeclarationEntry): boolean {
  return typeCode === 'ENS';
}

/** The country of destination, unless only the customs of the country of dispatch has a declaration. */
export function assessingCountry(
  declarations: readonly DeclarationEntry[],
  dispatch: string | undefined,
  destination: string | undefined,
): string | undefined {
  const declaredIn = new Set(newestFirst(declarations).map(each => each.country));
  return !declaredIn.has(destination ?? '') && declaredIn.has(dispatch ?? '') ? dispatch : destination;
}

/** The declaration in force with the assessing country's customs; of several the one for its direction, then the newest. */
export function assessedDeclaration(
  declarations: readonly DeclarationEntry[],
  country: string | undefined,
  direction: string | undefined,
): DeclarationEntry | undefined {
  const own = newestFirst(declarations.filter(each => country !== undefined && each.country === country));
  return own.find(each => each.direction === direction) ?? own[0];
}

/** What the customs of departure took, where the goods come from abroad. */
export function exportDeclarationAbroad(
  declarations: readonly DeclarationEntry[],
  country: string | undefined,
  direction: string | undefined,
): DeclarationEntry | undefined {
  if (direction === 'EXPORT') return undefined;
  return newestFirst(declarations.filter(each => each.country !== country && each.direction === 'EXPORT'))[0];
}

/** What the carrier lodged before loading; the newest. */
export function entrySummary(declarations: readonly DeclarationEntry[]): DeclarationEntry | undefined {
  const lodged = declarations.filter(each => isEntrySummary(each) && !VOID.has(each.status));
  return lodged.sort((a, b) => ((a.lodgedAt?.instant ?? '') < (b.lodgedAt?.instant ?? '') ? 1 : -1))[0];
}

function newestFirst(declarations: readonly DeclarationEntry[]): readonly DeclarationEntry[] {
  const time = ({ lodgedAt }: DeclarationEntry) => lodgedAt?.instant ?? '';
  return declarations
    .filter(each => !VOID.has(each.status) && !isEntrySummary(each))
    .sort((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0));
}
