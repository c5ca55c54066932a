import { childPointer, isJsonObject, type Located } from '../formats/json-pointer.ts';
import { type JsonReading, readText } from '../formats/json-reading.ts';

/**
 * Reading the JSON-LD of ONE Record by the local names of its ontology: a sender may write `cargo:eventDate`, the whole IRI, or a bare name
 * under a vocabulary, and a value bare, as `{"@value"}`, as `{"@id"}` or as a list of one.
 */
export function localName(iri: string): string {
  return /([^#:/]*)$/.exec(iri)?.[1] ?? iri;
}

/** Every value of the member with this local name. */
export function members(reading: JsonReading, name: string): readonly JsonReading[] {
  return membersAt(reading, name).map(at => ({ ...reading, ...at }));
}

export function membersAt(object: Located, name: string): readonly Located[] {
  if (!isJsonObject(object.value)) return [];
  const key = Object.keys(object.value).find(each => !each.startsWith('@') && localName(each) === name);
  if (key === undefined) return [];
  const pointer = childPointer(object.pointer, key);
  const value = object.value[key];
  return Array.isArray(value)
    ? value.map((each, i) => ({ pointer: childPointer(pointer, i), value: each }))
    : [{ pointer, value }];
}

export function member(reading: JsonReading, name: string): JsonReading {
  return members(reading, name)[0] ?? { ...reading, pointer: childPointer(reading.pointer, name), value: undefined };
}

/** A literal: bare, or typed and in a list of its own once more. */
export function literal(reading: JsonReading): JsonReading {
  if (!isJsonObject(reading.value) || !Object.hasOwn(reading.value, '@value')) return reading;
  return { ...reading, pointer: `${reading.pointer}/@value`, value: reading.value['@value'] };
}

export function textOf(reading: JsonReading, name: string): string | undefined {
  return readText(literal(member(reading, name)), '');
}

/** An element of a code list: by its own `code`, by the name in its IRI, or bare. */
export function codeOf(reading: JsonReading, name: string): string | undefined {
  const element = member(reading, name);
  const iri = readText(element, '/@id', '/@value', '');
  return textOf(element, 'code') ?? (iri && localName(iri));
}

export function idOf(reading: JsonReading): string | undefined {
  return readText(reading, '/@id');
}

const NAMESPACE = 'https://onerecord.iata.org/ns/';

/** The type as `cargo#Waybill` or `api#Notification`, whichever prefix its context gives the ontology. */
export function oneRecordType(value: unknown, context: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const types = [value['@type']].flat().filter(type => typeof type === 'string');
  return types
    .map(type => expanded(type, context))
    .find(type => type?.startsWith(NAMESPACE))
    ?.slice(NAMESPACE.length);
}

function expanded(type: string, context: unknown): string | undefined {
  if (type.startsWith(NAMESPACE)) return type;
  const [prefix = '', name] = type.split(':');
  if (name === undefined) return undefined;
  const own = [context].flat().find(each => isJsonObject(each) && Object.hasOwn(each, prefix));
  const base = isJsonObject(own) ? own[prefix] : `${NAMESPACE}${prefix}#`;
  const known = prefix === 'cargo' || prefix === 'api' || isJsonObject(own);
  return known && typeof base === 'string' ? base + name : undefined;
}
