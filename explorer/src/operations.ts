import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

export interface Operations {
  readonly documentAST: DocumentNode;
  readonly operations: OperationDefinitionNode[];
}

/** What a document asks for; nothing of one that does not parse. */
export function operationsOf(query: string): Operations | undefined {
  try {
    const documentAST = parse(query);
    const operations = documentAST.definitions.filter(node => node.kind === Kind.OPERATION_DEFINITION);
    return { documentAST, operations };
  } catch {
    return undefined;
  }
}
