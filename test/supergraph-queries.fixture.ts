/** Operations that cross the borders of the subgraphs in ways that the saved queries do not. */
export const QUERIES: Readonly<Record<string, string>> = {
  'a list with fields of other subgraphs on every entry': `{
    consignments(first: 60) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id ucr } }
      nodes {
        __typename
        status
        declarations { number status items { hsCode value { amount currency } } office { name unlocode } }
        inspections { number method result equipment { number checkDigitValid } }
        yardPositions { terminal position }
      }
    }
  }`,
  'aliases, fragments, skip and include': `
    fragment Head on Consignment { id ucr status }
    query Two($with: Boolean = true, $without: Boolean = false) {
      imports: consignments(first: 3, filter: { destinationCountry: "SG" }) { nodes { ...Head papers: declarations { no: number } } }
      exports: consignments(first: 3, filter: { originCountry: "CN" }, orderBy: UPDATED_ASC) {
        nodes { ...Head declarations @include(if: $with) { number } inspections @skip(if: $without) { number } }
      }
    }`,
  'from a declared box back to its consignments': `{
    consignments(first: 20) { nodes { declarations { equipment { id number wellFormed consignments { id status } } } } }
  }`,
  'down into events and up again': `{
    consignments(first: 10) {
      nodes { events(first: 5) { totalCount nodes { id type place { id name } source { id name country } consignment { ucr declarations { number } } } } }
    }
  }`,
  'the queues': `{ unlinked(first: 5) { totalCount nodes { kind references { scheme value } } } quarantine(first: 5) { totalCount nodes { messageType status issues { code remedy } } } }`,
  'a page that is too large': '{ consignments(first: 5000) { nodes { id } } }',
  'a number that nobody has':
    '{ consignment(where: { ucr: "0XX000000000000-NOBODY" }) { id declarations { number } } }',
  'an error beside an answer': '{ consignments(first: 1) { nodes { id } } events(first: -1) { nodes { id } } }',
};
