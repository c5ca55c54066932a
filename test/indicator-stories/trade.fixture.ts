import { containerCheckDigit } from '../../src/vocabulary/container-number.ts';
import { type Box, GOODS, type Goods, type Trader } from './goods.fixture.ts';
import { type ManifestText, manifest } from './paper-messages.fixture.ts';
import { type BoxMove, coarri, codeco, type PortCall } from './port-messages.fixture.ts';
import { type DeclarationText, declaration } from './wco-messages.fixture.ts';

/** One message of a story, as its sender sends it. */
export interface Message {
  readonly from: string; // partner id
  readonly feed: 'customs' | 'port' | 'shipping' | 'rail' | 'partner';
  readonly text: string;
}

export const NOW = new Date('2026-11-20T06:00:00Z');

/** The voyage of every trade that has none of its own. */
export const VOYAGE = { voyage: '777N', imo: '2000119' };

export const IMPORTER: Trader = { id: '91120116MA00199049', name: 'Tianjin Port Import Trading Co Ltd', country: 'CN' };
export const EXPORTER: Trader = { id: '199990142G', name: 'Jurong Island Polymers Pte Ltd', country: 'SG' };
export const BROKER: Trader = { id: '91120116MA00121124', name: 'Jingang Customs Brokers Co Ltd', country: 'CN' };

export function boxNumber(n: number, owner = 'TCLU'): string {
  const serial = `${owner}${String(n).padStart(6, '0')}`;
  return `${serial}${containerCheckDigit(serial)}`;
}

/** What a trade is made of, and the names under which its messages quote it. */
export interface Trade {
  readonly n: number;
  readonly bill: string;
  readonly ucr: string;
  readonly number: string; // of the import declaration
  readonly exportNumber: string;
  readonly boxes: readonly Box[];
  readonly goods: readonly Goods[];
}

type Leg = Pick<PortCall, 'voyage' | 'imo'>;

/** How a trade differs from a clean one; null leaves a message out. Of the export declaration and the stack only stories speak that need them. */
export interface TradeChange {
  readonly goods?: readonly Goods[];
  readonly boxes?: readonly Box[];
  readonly importer?: Trader;
  readonly exporter?: Trader;
  readonly broker?: Trader;
  readonly leg?: Leg;
  readonly exported?: Partial<DeclarationText>;
  readonly loaded?: Partial<BoxMove> | null;
  readonly manifested?: Partial<ManifestText> | null;
  readonly discharged?: (Partial<BoxMove> & Partial<Leg>) | null;
  readonly stacked?: Partial<BoxMove>;
  readonly imported?: Partial<DeclarationText> | null;
  readonly more?: (trade: Trade) => readonly Message[];
}

export function tradeOf(n: number, change: TradeChange = {}): Trade {
  const seal = `MR${600_000 + n}`;
  return {
    n,
    bill: `MRDLT${String(n).padStart(6, '0')}`,
    ucr: `6SG199990142G-T${n}`,
    number: `0202202610${String(n).padStart(8, '0')}`,
    exportNumber: `26SGEX${String(n).padStart(8, '0')}J001`,
    boxes: change.boxes ?? [{ number: boxNumber(n), type: '45G1', seals: [seal] }],
    goods: change.goods ?? [GOODS],
  };
}

/** The messages of a trade from Singapore to Tianjin: loaded, manifested, discharged and declared; where asked for, declared there and stacked. */
export function messagesOf(n: number, change: TradeChange = {}): readonly Message[] {
  const trade = tradeOf(n, change);
  const told = (from: string, feed: Message['feed'], text: string | null): Message[] =>
    text === null ? [] : [{ from, feed, text }];
  const leg = change.leg ?? VOYAGE;
  return [
    ...told('sg-customs', 'customs', exportText(trade, change, leg)),
    ...told('jurong-straits-terminal', 'port', loadText(trade, change, leg)),
    ...told('cn-customs-tianjin', 'customs', manifestText(trade, change, leg)),
    ...told('tianjin-harbour-terminal', 'port', dischargeText(trade, change, leg)),
    ...told('tianjin-harbour-terminal', 'port', stackText(trade, change, leg)),
    ...told('cn-customs-tianjin', 'customs', importText(trade, change, leg)),
    ...(change.more?.(trade) ?? []),
  ];
}

function declared(trade: Trade, change: TradeChange, { voyage }: Leg): DeclarationText {
  const { importer = IMPORTER, exporter = EXPORTER, broker = BROKER } = change;
  const { bill, ucr, boxes, goods, number } = trade;
  const base = { country: 'CN', type: 'IMA', at: '20261112100000+08' } as const;
  return { ...base, number, bill, ucr, voyage, boxes, goods, importer, exporter, broker };
}

function importText(trade: Trade, change: TradeChange, leg: Leg): string | null {
  return change.imported === null ? null : declaration({ ...declared(trade, change, leg), ...change.imported });
}

function exportText(trade: Trade, change: TradeChange, leg: Leg): string | null {
  if (!change.exported) return null;
  const exported = { country: 'SG', type: 'EXA', number: trade.exportNumber, at: '20261101100000+08' } as const;
  return declaration({ ...declared(trade, change, leg), ...exported, ...change.exported });
}

function manifestText(trade: Trade, change: TradeChange, leg: Leg): string | null {
  if (change.manifested === null) return null;
  const { importer = IMPORTER, exporter = EXPORTER } = change;
  const { bill, ucr, boxes, goods } = trade;
  return manifest({
    ...{ bill, ucr, boxes, goods, ...leg },
    ...{ consignee: importer, consignor: exporter, sentAt: '20261110080000' },
    ...change.manifested,
  });
}

const SGSIN = { port: 'SGSIN', terminal: 'JST' };
const CNTXG = { port: 'CNTXG', terminal: 'THT' };

/** Gross mass of the boxes as weighed: the goods and the box itself. */
export const TARE = 3_900;

function movesOf({ boxes, bill, goods }: Trade, at: string, change: Partial<BoxMove>): readonly BoxMove[] {
  const cargo = Math.round(goods.reduce((kg, each) => kg + each.gross, 0) / Math.max(1, boxes.length));
  return boxes.map(({ number, type, seals }) => ({
    box: number,
    type,
    at,
    bill,
    gross: cargo + TARE,
    seals,
    ...change,
  }));
}

function loadText(trade: Trade, { loaded }: TradeChange, leg: Leg): string | null {
  return loaded === null ? null : coarri('LOAD', { ...SGSIN, ...leg }, movesOf(trade, '202611031000', loaded ?? {}));
}

function dischargeText(trade: Trade, { discharged }: TradeChange, leg: Leg): string | null {
  if (discharged === null) return null;
  const { voyage, imo, ...move } = discharged ?? {};
  const call = { ...CNTXG, ...leg, ...(voyage && { voyage }), ...(imo && { imo }) };
  return coarri('DISCHARGE', call, movesOf(trade, '202611110900', move));
}

function stackText(trade: Trade, { stacked }: TradeChange, leg: Leg): string | null {
  const move = { position: 'G011203.1', ...stacked };
  return !stacked ? null : codeco('STACK', { ...CNTXG, ...leg }, movesOf(trade, '202611110930', move));
}
