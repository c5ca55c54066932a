import type { XmlElement } from '../formats/xml.ts';
import { child } from '../formats/xml-navigation.ts';

/** A wagon of a notice, with the elements around it from the nearest to the root. */
export interface StatedWagon {
  readonly holder: XmlElement;
  readonly around: readonly XmlElement[];
}

/** A time of a notice, with the place that is stated beside it. */
export interface StatedMoment {
  readonly time: XmlElement;
  readonly place: XmlElement | undefined;
}

/** What has times and places of its own that are none of the wagon's. */
const ASIDE = new Set([
  'MessageHeader',
  'TransportOperationalIdentifiers',
  'TrainOperationalIdentification',
  'OperationalTrainNumberIdentifier',
]);

/** A message may list the wagons of a whole train (TSI 4.2.8.1). */
export function statedWagons(root: XmlElement, around: readonly XmlElement[] = []): StatedWagon[] {
  const here = child(root, 'WagonNumberFreight') ? [{ holder: root, around }] : [];
  return [...here, ...root.children.flatMap(inner => statedWagons(inner, [root, ...around]))];
}

/**
 * The times of a wagon that have the wanted name, else its first: stated with it, or once around it for all wagons. Editions of the
 * catalogue nest them differently, so that they are known by their form: a time by its name, a place by its location code.
 */
export function statedMoments({ holder, around }: StatedWagon, wanted: RegExp): StatedMoment[] {
  const scopes = [holder, ...around];
  for (const scope of scopes) {
    const times = within(scope, isTime, holder);
    if (times.length === 0) continue;
    const named = times.filter(({ element }) => wanted.test(element.name));
    return (named.length > 0 ? named : times.slice(0, 1)).map(({ element, parent }) => ({
      time: element,
      place: parent.children.find(isPlace) ?? (isPlace(parent) ? parent : nearest(scopes, holder)),
    }));
  }
  return [];
}

function nearest(scopes: readonly XmlElement[], holder: XmlElement): XmlElement | undefined {
  for (const scope of scopes) {
    const [place] = within(scope, isPlace, holder);
    if (place) return place.element;
  }
  return undefined;
}

interface Found {
  readonly element: XmlElement;
  readonly parent: XmlElement;
}

/** Elements of a form below `scope`, those of other wagons left out. */
function within(scope: XmlElement, form: (element: XmlElement) => boolean, own: XmlElement): Found[] {
  return scope.children.flatMap(element => {
    if (ASIDE.has(element.name) || (element !== own && child(element, 'WagonNumberFreight'))) return [];
    const here = form(element) ? [{ element, parent: scope }] : [];
    return [...here, ...within(element, form, own)];
  });
}

function isTime({ name, text, children: inner }: XmlElement): boolean {
  return inner.length === 0 && text !== '' && /(DateTime|Time|Timestamp|^ET[AI])$/i.test(name);
}

function isPlace(element: XmlElement): boolean {
  return child(element, 'LocationPrimaryCode') !== undefined || child(element, 'PrimaryLocationName') !== undefined;
}
