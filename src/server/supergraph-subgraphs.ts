import { type DocumentNode, Kind, type ObjectValueNode, parse, valueFromASTUntyped } from 'graphql';
import { CorridorError } from '../errors.ts';

/** Where a supergraph says that each of its subgraphs answers, by the name of its member of `join__Graph`. */
export function subgraphUrls(supergraphSdl: string): ReadonlyMap<string, string> {
  const graphs = parsed(supergraphSdl).definitions.find(
    each => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'join__Graph',
  );
  const members = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  const urls = members.flatMap(member => {
    const directive = member.directives?.find(each => each.name.value === 'join__graph');
    const url = argumentOf(directive, 'url');
    return url ? [[member.name.value, url] as const] : [];
  });
  if (urls.length > 0) return new Map(urls);
  throw new CorridorError(
    'CONFIGURATION',
    'fix-query',
    'this is no supergraph: it names no subgraph with an address (enum join__Graph). Compose one with corridor schema compose.',
  );
}

function parsed(supergraphSdl: string): DocumentNode {
  try {
    return parse(supergraphSdl, { noLocation: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CorridorError('CONFIGURATION', 'fix-query', `the supergraph cannot be parsed: ${reason}`);
  }
}

function argumentOf(
  directive: { readonly arguments?: readonly { name: { value: string }; value: unknown }[] | undefined } | undefined,
  name: string,
): string | undefined {
  const found = directive?.arguments?.find(each => each.name.value === name)?.value;
  const value = found && valueFromASTUntyped(found as ObjectValueNode);
  return typeof value === 'string' ? value : undefined;
}
