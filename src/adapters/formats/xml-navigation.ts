import type { Position } from '../../messages/position.ts';
import type { XmlElement } from './xml.ts';

/** The first element at `path` ('A/B/C', local names, whatever their namespaces). */
export function child(element: XmlElement | undefined, path: string): XmlElement | undefined {
  return children(element, path)[0];
}

/** Every element at `path`, in the order of the document. */
export function children(element: XmlElement | undefined, path: string): readonly XmlElement[] {
  if (!element) return [];
  return path
    .split('/')
    .reduce<readonly XmlElement[]>(
      (found, name) => found.flatMap(parent => parent.children.filter(inner => inner.name === name)),
      [element],
    );
}

/** The first text at `path` that is not empty. */
export function textAt(element: XmlElement | undefined, path: string): string | undefined {
  return children(element, path).find(({ text }) => text !== '')?.text;
}

export function positionOf(element: XmlElement): Position {
  return { kind: 'XPATH', path: element.path, line: element.line, column: element.column };
}
