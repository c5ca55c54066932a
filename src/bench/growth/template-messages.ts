import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config.ts';
import type { Delivery } from '../../ingest/receive-message.ts';
import type { PartnerDirectory } from '../../partners/partner-directory.ts';
import { containerCheckDigit } from '../../vocabulary/container-number.ts';
import { asDelivery } from '../ingest-traffic.ts';

/** So many consignments are read by the pipeline and copied: they differ in goods, ends, trader, and in how far they have come. */
export const TEMPLATES = 20;
const DECLARATION = 'cn-customs-tianjin/samples/customs/0434-dec-export-a28.xml';
const [CUSTOMS, CARRIER] = ['cn-customs-tianjin', 'meridian-ocean-line'];
const GOODS = ['870870', '847130', '940161', '850440', '610910', '392690', '732690', '640399', '854231', '901380'];
const PORTS = ['SGSIN', 'MYPKG', 'DEHAM', 'SGSIN', 'NLRTM'];
const MOVES = ['GTIN', 'LOAD', 'DISC', 'GTOT'];
const MOVES_OF = [1, 2, 1, 4, 1, 1, 1, 1];

/**
 * Of each: the export declaration of one trader for one box, as China Customs sends it (WCO), and what the carrier tells of the box (DCSA):
 * one to four moves, most of them one. Box, seal, bill, declaration, item, parties, leg and events are some twelve children.
 */
export function* templateMessages(partners: PartnerDirectory): Generator<Delivery> {
  const profileOf = (name: string) => {
    const profile = partners.get(name)?.mapping;
    if (!profile) throw new Error(`there is no partner ${name}`);
    return profile;
  };
  const declared = readFileSync(join(packageRoot, 'partners', DECLARATION), 'utf8');
  for (let i = 0; i < TEMPLATES; i++) {
    const bytes = new TextEncoder().encode(declarationOf(declared, i));
    yield { feed: 'customs', profile: profileOf(CUSTOMS), bytes };
    for (const [step, code] of MOVES.slice(0, MOVES_OF[i % MOVES_OF.length]).entries()) {
      const time = new Date(Date.UTC(2026, 10, 14 + 3 * step, 6)).toISOString();
      const event = { id: `growth-${i}-${step}`, bill: billOf(i), box: boxOf(i), code, time };
      yield { ...asDelivery(event), profile: profileOf(CARRIER) };
    }
  }
}

function declarationOf(sample: string, i: number): string {
  const port = PORTS[i % PORTS.length] ?? '';
  return sample
    .replaceAll('EX26A2800527-1', `EXGROWTH${two(i)}`)
    .replaceAll('6CN91120116MA00104163-A28031', `6CN91120116MA00104163-GR${two(i)}`)
    .replaceAll('MRDLTXG264403', billOf(i))
    .replaceAll('MRDU4111314', boxOf(i))
    .replaceAll('MR977920', `MRGR${two(i)}88`)
    .replaceAll('870870', GOODS[i % GOODS.length] ?? '')
    .replaceAll('200891207M', `2008912${two(i)}M`)
    .replace('<ID>SGSIN</ID>', `<ID>${port}</ID>`)
    .replaceAll('<CountryCode>SG</CountryCode>', `<CountryCode>${port.slice(0, 2)}</CountryCode>`);
}

const two = (i: number) => String(i).padStart(2, '0');
const billOf = (i: number) => `MRDLGROWTH${two(i)}`;

function boxOf(i: number): string {
  const serial = `MRDU77${two(i)}00`;
  return `${serial}${containerCheckDigit(serial)}`;
}
