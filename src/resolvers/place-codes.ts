import type { DatedCode } from '../places/place-entry.ts';
import { holdsOn } from '../places/place-entry.ts';
import { meaningsOf } from '../places/place-key.ts';
import type { PlaceRecord } from '../places/place-record.ts';
import type { PlaceShape } from './place-shape.ts';

/** The raw codes of a message, each with the days that the tables give it; of a place of the tables all codes. */
export function datedCodes(place: PlaceShape, record: PlaceRecord | undefined): DatedCode[] {
  if (place.record) return knownCodes(record);
  return place.codes.map(code => {
    const known = (record?.codes ?? []).filter(each =>
      meaningsOf(code).some(({ scheme, value }) => each.scheme === scheme && each.value === value),
    );
    const held = known.find(each => holdsOn(each, place.day ?? '9999')) ?? known[0];
    return held ? { ...listed(held), scheme: code.scheme, value: code.value } : code;
  });
}

export function knownCodes(record: PlaceRecord | undefined): DatedCode[] {
  return (record?.codes ?? []).map(listed);
}

function listed(code: DatedCode): DatedCode {
  return { ...code, standing: code.standing ?? 'LISTED' };
}
