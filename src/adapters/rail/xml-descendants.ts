import type { XmlElement } from '../formats/xml.ts';

/** Every element below with one of the names, in document order: editions of TAF TSI nest the same element differently. */
export function descendants(element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] {
  if (!element) return [];
  return element.children.flatMap(inner =>
    names.includes(inner.name) ? [inner, ...descendants(inner, ...names)] : descendants(inner, ...names),
  );
}

export function descendantText(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  return descendants(element, ...names).find(({ text }) => text !== '')?.text;
}
