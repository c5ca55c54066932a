import type { PlaceLineage } from '../consignment/place-lineage.ts';
import { localDay } from '../vocabulary/time.ts';
import type { PlaceBook } from './place-book.ts';
import { zoneOf } from './stated-place.ts';

/** A place whose time nobody tells is meant by the codes that hold in the end. */
const AT_LAST = '9999-12-31';

/** The tables of a book, as the fold reads them: by the calendar day of the place itself. */
export function lineageIn(book: PlaceBook): PlaceLineage {
  const known = new Map<string, readonly string[]>();
  return (place, time, mode) => {
    if (place.codes.length === 0) return [];
    const day = time ? localDay(time.instant, zoneOf(place)) : AT_LAST;
    const key = `${day} ${mode ?? ''} ${place.codes.map(({ scheme, value }) => `${scheme}|${value}`).join(' ')}`;
    const found = known.get(key) ?? lineageOn(day, { codes: place.codes, day, ...(mode && { mode }) }, book);
    known.set(key, found);
    return found;
  };
}

function lineageOn(day: string, question: Parameters<PlaceBook['find']>[0], book: PlaceBook): readonly string[] {
  const answer = book.find(question);
  return answer.kind === 'FOUND' ? book.lineage(answer.place, day).map(each => each.id) : [];
}
