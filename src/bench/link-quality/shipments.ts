import { containerCheckDigit } from '../../vocabulary/container-number.ts';
import type { SeededChance } from './seeded-chance.ts';

export const CARRIERS = ['MDOL', 'COSU', 'MAEU', 'OOLU'] as const;
export const DAY = 86_400_000;
const BEGINNING = Date.UTC(2025, 0, 1);

/** What travels together under one master bill on one voyage, as it truly is. */
export interface Shipment {
  readonly carrier: string;
  readonly voyage: string; // `IMO:…/…`
  readonly departs: number; // epoch ms
  readonly arrives: number;
  /** Absent: each consignment has its own bill. */
  readonly master?: string;
  readonly consignments: readonly TrueConsignment[];
}

export interface TrueConsignment {
  readonly name: string;
  readonly bill: string;
  readonly booking: string;
  readonly ucr: string;
  readonly boxes: readonly TrueBox[];
}

export interface TrueBox {
  readonly number: string;
  readonly seal: string;
  /** Truth of whatever happens to the box on this trip. */
  readonly consignments: readonly string[];
}

/** Shipments over a year: full boxes under a bill of their own, consolidated full boxes, and boxes that strangers share (LCL). */
export function* shipments(consignments: number, chance: SeededChance): Generator<Shipment> {
  const fleet = new BoxFleet(chance);
  for (let made = 0, serial = 0; made < consignments; serial++) {
    const shipment = shipmentOf(serial, Math.min(consignments - made, 6), fleet, chance);
    made += shipment.consignments.length;
    yield shipment;
  }
}

type Kind = 'FULL' | 'CONSOLIDATED' | 'LCL';

function shipmentOf(serial: number, most: number, fleet: BoxFleet, chance: SeededChance): Shipment {
  const kind = chance.of<Kind>(['FULL', 'FULL', 'FULL', 'CONSOLIDATED', 'LCL']);
  const carrier = chance.of(CARRIERS);
  const departs = BEGINNING + (serial % 365) * DAY + chance.between(0, 23) * 3_600_000;
  const arrives = departs + chance.between(8, 35) * DAY;
  const count = kind === 'FULL' ? 1 : Math.min(most, chance.between(2, 5));
  const names = Array.from({ length: count }, (_, i) => `${serial}-${i}`);
  const shared = kind === 'LCL' ? [fleet.box(names, departs, arrives)] : undefined;
  const boxes = (name: string) =>
    shared ?? Array.from({ length: chance.between(1, 3) }, () => fleet.box([name], departs, arrives));
  return {
    carrier,
    voyage: `IMO:${9_000_000 + (serial % 97)}/${Math.floor((serial % 365) / 7)}E`,
    departs,
    arrives,
    ...(kind !== 'FULL' && { master: `${carrier}M${serial}` }),
    consignments: names.map(name => ({
      name,
      bill: billNumber(serial, name, carrier, kind),
      booking: `BK${name.replace('-', 'X')}`,
      ucr: `6CN91120118MA${name.replace('-', 'U')}`,
      boxes: boxes(name),
    })),
  };
}

/** Some carriers number their bills with digits alone, so that two of them give the same number. */
function billNumber(serial: number, name: string, carrier: string, kind: Kind): string {
  if (kind !== 'FULL') return `H${name.replace('-', 'N')}`;
  return serial % 100 < 2 ? String(700_000_000 + Math.floor(serial / 100)) : `${carrier}${serial}`;
}

/** Boxes go on a new trip once they have come back from the last. */
class BoxFleet {
  readonly #free: { readonly number: string; readonly from: number }[] = [];
  readonly #chance: SeededChance;
  #made = 0;

  constructor(chance: SeededChance) {
    this.#chance = chance;
  }

  box(consignments: readonly string[], departs: number, arrives: number): TrueBox {
    const number = this.#take(departs) ?? this.#make();
    this.#free.push({ number, from: arrives + 12 * DAY });
    return { number, seal: `SL${this.#made}${this.#chance.between(100, 999)}`, consignments };
  }

  /** One that is back three weeks before it is wanted: its empty pick-up and stuffing come before the departure. */
  #take(departs: number): string | undefined {
    if (!this.#chance.happens(0.7)) return undefined;
    const at = this.#free.findIndex(each => each.from <= departs - 12 * DAY);
    return at < 0 ? undefined : this.#free.splice(at, 1)[0]?.number;
  }

  #make(): string {
    this.#made++;
    const serial = `${this.#made < 1_000_000 ? 'TGHU' : 'TGHJ'}${String(this.#made % 1_000_000).padStart(6, '0')}`;
    return `${serial}${containerCheckDigit(serial)}`;
  }
}
