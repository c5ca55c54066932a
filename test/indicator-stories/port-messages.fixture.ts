/** One box in a terminal's report. Times are those of the terminal's clock, yyyymmddhhmm. */
export interface BoxMove {
  readonly box: string;
  readonly type: string;
  readonly at: string;
  readonly bill?: string | undefined;
  readonly booking?: string | undefined;
  readonly empty?: boolean | undefined;
  readonly gross?: number | undefined;
  readonly tare?: number | undefined;
  readonly vgm?: number | undefined;
  readonly seals?: readonly string[] | undefined; // as SEL writes them: number, party, condition
  readonly position?: string | undefined; // in the stack
  readonly stowage?: string | undefined; // on board
  readonly dangerous?: string | undefined; // class and UN number
  readonly plate?: string | undefined;
}

export interface PortCall {
  readonly port: string;
  readonly terminal: string;
  readonly voyage: string;
  readonly imo: string;
}

let interchange = 0;

function wrapped(sender: string, type: string, segments: readonly string[]): string {
  const number = `${type.slice(0, 3)}${++interchange}`;
  const body = [`UNH+1+${type}`, ...segments];
  return `UNB+UNOA:2+${sender}:ZZZ+MRDL:ZZZ+261101:0900+${number}'${body.map(each => `${each.replaceAll('#', number)}'`).join('')}UNT+${body.length + 1}+1'UNZ+1+${number}'`;
}

function equipment(move: BoxMove, direction: '2' | '3' | '6', time: '7' | '203', places: readonly string[]): string[] {
  const given = (text: string | undefined, segment: (text: string) => string) => (text ? [segment(text)] : []);
  return [
    `EQD+CN+${move.box}+${move.type}:102:5++${direction}+${move.empty ? 4 : 5}`,
    ...given(move.booking, booking => `RFF+BN:${booking}`),
    ...given(move.bill, bill => `RFF+BM:${bill}`),
    `DTM+${time}:${move.at}:203`,
    ...places,
    ...(move.gross ? [`MEA+AAE+G+KGM:${move.gross}`] : []),
    ...(move.tare ? [`MEA+AAE+T+KGM:${move.tare}`] : []),
    ...(move.vgm ? [`MEA+AAE+VGM+KGM:${move.vgm}`] : []),
    ...given(move.dangerous, danger => `DGS+IMD+${danger}`),
    ...(move.seals ?? []).map(seal => `SEL+${seal.includes('+') ? seal : `${seal}+CA`}`),
    ...given(move.plate, plate => `TDT+1++3+31+:172+++${plate}:146`),
  ];
}

/** COARRI: what was loaded on a vessel or discharged from it. */
export function coarri(what: 'LOAD' | 'DISCHARGE' | 'TRANSHIPMENT', call: PortCall, moves: readonly BoxMove[]): string {
  const [code, direction, place] =
    what === 'LOAD' ? (['46', '2', '9'] as const) : (['44', what === 'DISCHARGE' ? '3' : '6', '11'] as const);
  return wrapped(call.terminal, 'COARRI:D:95B:UN:ITG13', [
    `BGM+${code}+#+9`,
    `TDT+20+${call.voyage}+1++MRDL:172:182+++${call.imo}:146:11:MERIDIAN DAWN`,
    `LOC+${place}+${call.port}:139:6+${call.terminal}:TER:ZZZ`,
    'NAD+CA+MRDL:160:20',
    ...moves.flatMap(move => equipment(move, direction, '203', [`LOC+147+${move.stowage ?? '0131102'}:139:5`])),
    `CNT+16:${moves.length}`,
  ]);
}

const GATE = { IN: '34', OUT: '36', STACK: '117', CONDITION: '266' } as const;

/** CODECO: through the gate, into the stack, or read where it stands. */
export function codeco(what: keyof typeof GATE, call: PortCall, moves: readonly BoxMove[], exported = false): string {
  return wrapped(call.terminal, 'CODECO:D:95B:UN:ITG14', [
    `BGM+${GATE[what]}+#+9`,
    'NAD+CF+MRDL:160:20',
    ...moves.flatMap(move =>
      equipment(move, exported ? '2' : '3', '7', [
        `LOC+165+${call.port}:139:6+${call.terminal}:TER:ZZZ${move.position ? `+${move.position}:YRD:ZZZ` : ''}`,
      ]),
    ),
    `CNT+16:${moves.length}`,
  ]);
}

export interface ScheduledCall {
  readonly port: string;
  readonly arrival: string; // RFC 3339
  readonly departure: string;
}

/** DCSA Operational Vessel Schedules: the rotation of a voyage as planned. */
export function schedule(imo: string, voyage: string, calls: readonly ScheduledCall[]): string {
  const timestamp = (eventTypeCode: string, eventDateTime: string) => ({
    eventTypeCode,
    eventClassifierCode: 'PLN',
    eventDateTime,
  });
  const transportCalls = calls.map(({ port, arrival, departure }) => ({
    portVisitReference: `${port}${imo}${voyage}`,
    transportCallReference: `TSX-${imo}-${voyage}-${port}`,
    carrierImportVoyageNumber: voyage,
    carrierExportVoyageNumber: voyage,
    location: { locationName: port, locationType: 'UNLO', UNLocationCode: port },
    timestamps: [timestamp('ARRI', arrival), timestamp('DEPA', departure)],
  }));
  const vessel = {
    vesselOperatorSMDGLinerCode: 'MRD',
    vesselIMONumber: imo,
    vesselName: 'MERIDIAN DAWN',
    isDummyVessel: false,
  };
  return JSON.stringify([
    {
      carrierServiceName: 'Test',
      carrierServiceCode: 'TSX',
      universalServiceReference: 'SR70011A',
      vesselSchedules: [{ ...vessel, transportCalls }],
    },
  ]);
}

/** DCSA Track & Trace 2.2: the vessel arrived or departed. */
export function vesselEvent(what: 'ARRI' | 'DEPA', port: string, { voyage, imo }: PortCall, at: string): string {
  return JSON.stringify([
    {
      eventID: `${imo}-${voyage}-${port}-${what}`,
      eventCreatedDateTime: at,
      eventType: 'TRANSPORT',
      eventClassifierCode: 'ACT',
      eventDateTime: at,
      transportEventTypeCode: what,
      transportCall: {
        transportCallID: `${imo}-${voyage}-${port}`,
        carrierServiceCode: 'TSX',
        exportVoyageNumber: voyage,
        importVoyageNumber: voyage,
        transportCallSequenceNumber: 1,
        UNLocationCode: port,
        modeOfTransport: 'VESSEL',
        vessel: {
          vesselIMONumber: imo,
          vesselName: 'MERIDIAN DAWN',
          vesselOperatorCarrierCode: 'MRDL',
          vesselOperatorCarrierCodeListProvider: 'NMFTA',
        },
      },
      documentReferences: [],
    },
  ]);
}
