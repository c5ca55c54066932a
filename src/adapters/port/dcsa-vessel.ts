import type { ConveyanceClaim } from '../../messages/claims.ts';
import { quote, quoteConveyance } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { imoCheckDigitValid } from '../../vocabulary/imo-number.ts';
import { type JsonReading, readText, report } from '../formats/json-reading.ts';

/** Numbers of examples and test systems: their check digit is right, yet they name no vessel and would link strangers. */
const PLACEHOLDER_IMO = /^(1234567|(\d)\2{6})$/;

/** DCSA OVS: `9999R` stands for "no voyage number". */
const NO_VOYAGE = '9999R';

const MODES: Readonly<Record<string, ConveyanceClaim['mode']>> = codeTable({
  VESSEL: 'SEA',
  BARGE: 'INLAND_WATER',
  RAIL: 'RAIL',
  TRUCK: 'ROAD',
});

export function transportMode(code: string | undefined): ConveyanceClaim['mode'] {
  return (code !== undefined && Object.hasOwn(MODES, code) && MODES[code]) || 'SEA';
}

/** A vessel as Track & Trace 2.2 and 3.0 and the schedules name it. A doubtful IMO number stays in the claim, with an issue. */
export function readVessel(reading: JsonReading, mode: ConveyanceClaim['mode'] = 'SEA'): ConveyanceClaim {
  const imo = readText(reading, '/vesselIMONumber');
  const callSign = readText(reading, '/vesselCallSign', '/vesselCallSignNumber');
  const mmsi = readText(reading, '/MMSINumber');
  const name = readText(reading, '/vesselName');
  const carrier = readText(
    reading,
    '/vesselOperatorCarrierCode',
    '/operatorCarrierCode',
    '/vesselOperatorSMDGLinerCode',
  );
  if (imo !== undefined) warnOfImo(reading, imo);
  return {
    mode,
    ...(imo && { imo }),
    ...(callSign && { callSign }),
    ...(mmsi && { mmsi }),
    ...(name && { name }),
    ...(carrier && carrier !== 'TBD' && { carrier }),
  };
}

export function readVoyage(reading: JsonReading, ...pointers: readonly string[]): string | undefined {
  const voyage = readText(reading, ...pointers);
  return voyage === NO_VOYAGE ? undefined : voyage;
}

/** Whether a claim says more than the mode of transport. */
export function namesConveyance(claim: ConveyanceClaim | undefined): claim is ConveyanceClaim {
  return claim !== undefined && Object.keys(claim).length > 1;
}

/** The voyages of a vessel, for trains have none; an IMO number that is none links nothing. */
export function quoteVoyages(vessel: ConveyanceClaim, ...voyages: readonly (string | undefined)[]): Reference[] {
  if (vessel.mode === 'RAIL') return [];
  const { imo, ...others } = vessel;
  const known = imo !== undefined && isTrueImo(imo) ? vessel : others;
  return [...new Set(voyages)].flatMap(voyage => (voyage ? quoteConveyance(known, voyage) : []));
}

/** DCSA's universal voyage references are agreed by all carriers of a shared service, so they name no vessel. */
export function quoteUniversalVoyages(...voyages: readonly (string | undefined)[]): Reference[] {
  return [...new Set(voyages)].flatMap(voyage => quote('VOYAGE', voyage && `UVR:${voyage}`));
}

function isTrueImo(imo: string): boolean {
  return imoCheckDigitValid(imo) && !PLACEHOLDER_IMO.test(imo);
}

function warnOfImo(reading: JsonReading, imo: string): void {
  if (isTrueImo(imo)) return;
  const why = imoCheckDigitValid(imo) ? 'it is a placeholder' : 'its check digit or form is wrong';
  const remedy = 'Send the IMO ship identification number; the voyage is not linked by this one.';
  report(reading, '/vesselIMONumber', 'VALUE', `"${imo.slice(0, 40)}" is no IMO number: ${why}`, remedy);
}
