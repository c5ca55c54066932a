/** The files of a new partner, by name: valid as they stand, and allowed nothing. Every other key stands there as a comment. */
export function partnerScaffold(id: string): Readonly<Record<string, string>> {
  return { 'partner.yaml': declaration(id), 'mapping.yaml': MAPPING };
}

function declaration(id: string): string {
  return `# Who the partner is and what it may do. Every key: docs/partners.md
id: ${id}
name: ${id}
# nameLocal: '青岛前湾码头' # in its own script
kind: authority # customs, terminal, port, carrier, railway, forwarder or authority
country: ZZ # ISO 3166-1 alpha-2
timeZone: UTC # IANA name: where it is
feeds: [] # what it may send: customs, port, shipping, rail, partner
purposes: [] # for what it may ask, such as transit-monitoring
# identifiers: # the numbers by which messages name it: its way into consignments
#   - { scheme: SCAC, value: ABCD }
# offices: [CNTXG, '0202'] # the customs offices that it is
# accessTokens: { oneTime: false, mutualTls: false } # what its tokens must be besides valid
# budgets: { requestsPerSecond: 20, subscriptions: 50 } # docs/limits.md
# operations: any # or listed: the documents in operations/ only
# passesOn: [cn-customs-tianjin] # it is another hub: docs/passing-on.md
# contact: data@example.com
# signing: { required: true, algorithms: [EdDSA, ES256], jwks: keys.json } # docs/feeds.md
# pull: # its HTTP APIs that the hub asks for messages
#   - kind: port
#     url: https://api.example.com/events
#     everySeconds: 60
#     headers: { accept: application/json }
#     cursor: etag # or link-next, or since
#     sinceParameter: since
#     hosts: [] # further hosts that a next link may name
#     allowPrivate: false # whether the host may have a private address
# subscribe: # its streams that the hub follows: docs/feeds.md
#   - kind: port
#     protocol: sse # or graphql-sse, or graphql-ws
#     url: https://api.example.com/stream
# webhooks: # where the hub calls it with events: docs/webhooks.md
#   - name: gate-events
#     url: https://api.example.com/hooks
#     purpose: transit-monitoring # one of its purposes
#     filter: { types: [GATE_IN, GATE_OUT] }
`;
}

const MAPPING = `# How its messages deviate from their standards. Every key: docs/partners.md
# timeZone: Asia/Shanghai # of times that state none; without it the zone of the place, else the time stays without zone
# characterSet: gb18030 # of text that declares none: utf-8 unless said otherwise
# nullValues: ['', '0', '.', '-', UNKNOWN, <null/>, 'NULL', N/A] # what stands for nothing, and is never an identifier
# codes: # its own codes, by list, to those of the standard: codes in quotes
#   documentName: { '870': GATE_IN }
# places: # its own codes of places to UN/LOCODE
#   'THT': CNTXG
# carrier: ABCD # whose booking and bill numbers these are, where messages do not say
# interchange: all-or-nothing # one bad message refuses its whole interchange; without it the good ones proceed
`;
