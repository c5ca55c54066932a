import { z } from 'zod';
import { DEFAULT_NULL_VALUES } from '../messages/mapping-profile.ts';
import { isLabel } from '../messages/source-text.ts';
import { wrongMeaning } from './code-lists.ts';

export const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai');

/** partners/<id>/mapping.yaml: how its messages deviate from their standards. */
export const mappingFile = z.strictObject({
  timeZone: timeZone.optional(),
  characterSet: z.string().refine(isLabel, 'a label of the WHATWG Encoding Standard, such as gb18030').default('utf-8'),
  nullValues: z.array(z.string()).default([...DEFAULT_NULL_VALUES]),
  codes: z.record(z.string(), z.record(z.string(), z.string())).superRefine(checkMeanings).default({}),
  places: z.record(z.string(), z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE')).default({}),
  carrier: z.string().optional(),
  interchange: z.enum(['proceed', 'all-or-nothing']).default('proceed'),
});

export type MappingFile = z.output<typeof mappingFile>;

/** A code that stands for what no reader knows would be passed over in silence: it is refused. */
function checkMeanings(codes: Record<string, Record<string, string>>, context: z.RefinementCtx): void {
  for (const [list, entries] of Object.entries(codes)) {
    for (const [code, value] of Object.entries(entries)) {
      const message = wrongMeaning(list, value);
      if (message !== undefined) context.addIssue({ code: 'custom', path: [list, code], message });
    }
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
