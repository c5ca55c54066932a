/** What partner customs shared, and what risk control ordered. Field types are CEL types; `timestamp` is an ISO 8601 string in the context. */
export const controlTypes = {
  Partner: {
    laneSubscribed: 'bool',
    exportFound: 'bool',
    hoursSinceDeparture: 'double',
    valueUsd: 'double',
    netKg: 'double',
    packages: 'double',
    hs6: 'list<string>',
    origin: 'string',
    destination: 'string',
    consigneeName: 'string',
    sealsAtExit: 'list<string>',
    inspections: 'list<PInsp>',
    alerts: 'list<PAlert>',
    imageDistance: 'double',
  },
  PInsp: {
    customs: 'string',
    trusted: 'bool',
    container: 'string',
    kind: 'string',
    result: 'string',
    at: 'timestamp',
    sealAfter: 'string',
    imageAvailable: 'bool',
  },
  PAlert: {
    about: 'string',
    active: 'bool',
  },
  Target: {
    id: 'string',
    kind: 'string',
    channel: 'string',
    active: 'bool',
  },
  Cfg: {
    deMinimisUsd: 'double',
  },
} as const;
