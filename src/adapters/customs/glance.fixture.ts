import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { MessageGlance } from '../adapter.ts';

export const PROFILE: MappingProfile = {
  sender: 'test-customs',
  country: 'GB',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

/** A glance at an XML text as the sniffing of formats gives it: the root's local name and namespace, from its first tag. */
export function glanceAt(text: string): MessageGlance {
  const tag = /<(?:([\w.-]+):)?([A-Za-z][\w.-]*)([^>]*)>/.exec(text);
  const declared = new RegExp(`xmlns${tag?.[1] ? `:${tag[1]}` : ''}="([^"]*)"`).exec(tag?.[3] ?? '')?.[1];
  return { format: 'XML', text, xmlRoot: tag?.[2] ?? '', ...(declared !== undefined && { xmlNamespace: declared }) };
}

/** The text cut after every character: what a broken transfer can leave. */
export function prefixesOf(text: string): string[] {
  return Array.from({ length: text.length }, (_, end) => text.slice(0, end));
}
