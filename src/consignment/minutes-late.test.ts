import { expect, test } from 'vitest';
import { readXml } from '../adapters/formats/xml.ts';
import { delayRemarks } from '../adapters/rail/taf-delay.ts';
import { minutesLate } from './minutes-late.ts';

/** The wording is that of the TAF TSI reader: this holds the two together. */
function wordingOf(delay: string): string | undefined {
  const document = readXml(`<TrainLocationReport><TrainDelay>${delay}</TrainDelay></TrainLocationReport>`);
  return document.ok ? delayRemarks(document.root) : undefined;
}

test.each([
  ['<AgainstBooked>+0840</AgainstBooked>', 840],
  ['<AgainstBooked>-0005</AgainstBooked>', -5],
  ['<AgainstBooked>+0000</AgainstBooked>', 0],
  ['<AgainstBooked>+0030</AgainstBooked><AgainstReferenced>+0005</AgainstReferenced>', 30],
  ['<AgainstReferenced>+0005</AgainstReferenced>', null],
  ['<AgainstBooked>late</AgainstBooked>', null],
])('%s is %s minutes late', (delay, minutes) => {
  expect(wordingOf(delay)).toBeDefined();
  expect(minutesLate(wordingOf(delay))).toBe(minutes);
});

test('a report without delay tells none', () => {
  expect(minutesLate(undefined)).toBeNull();
});
