import type { FeedIssue } from '../../messages/feed-issue.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { issueAt } from './customs-reading.ts';

interface EnsRule {
  readonly path: string;
  readonly pattern: RegExp;
  readonly what: string;
}

/** The numbers and times of the schema of CC315A and CC313A (DDNIA appendix Q2): one that is not of its form refuses the message. */
const FORMS: readonly EnsRule[] = [
  { path: 'HEAHEA/TotNumOfIteHEA305', pattern: /^\d{1,5}$/, what: 'a count of items' },
  { path: 'HEAHEA/TotNumOfPacHEA306', pattern: /^\d{1,7}$/, what: 'a count of packages' },
  { path: 'HEAHEA/TotGroMasHEA307', pattern: /^\d{1,11}(\.\d{1,3})?$/, what: 'a mass' },
  { path: 'HEAHEA/DecDatTimHEA114', pattern: /^\d{12}$/, what: 'a time (CCYYMMDDHHMM)' },
  { path: 'HEAHEA/DatTimAmeHEA113', pattern: /^\d{12}$/, what: 'a time (CCYYMMDDHHMM)' },
  { path: 'GOOITEGDS/IteNumGDS7', pattern: /^\d{1,5}$/, what: 'an item number' },
  { path: 'GOOITEGDS/GroMasGDS46', pattern: /^\d{1,11}(\.\d{1,3})?$/, what: 'a mass' },
  { path: 'GOOITEGDS/PACGS2/NumOfPacGS24', pattern: /^\d{1,5}$/, what: 'a count of packages' },
  { path: 'GOOITEGDS/PACGS2/NumOfPieGS25', pattern: /^\d{1,5}$/, what: 'a count of pieces' },
  { path: 'CUSOFFFENT730/ExpDatOfArrFIRENT733', pattern: /^\d{12}$/, what: 'a time (CCYYMMDDHHMM)' },
];

/** CC315A lodges under a local number, CC313A amends what has an MRN. */
const OWN_NUMBER: Readonly<Record<string, string>> = codeTable({
  CC315: 'HEAHEA/RefNumHEA4',
  CC313: 'HEAHEA/DocNumHEA5',
});

/** Why the schema refuses the message: every place at once, so that its sender mends them at once. */
export function ensRefusals(root: XmlElement): FeedIssue[] {
  const needed = [OWN_NUMBER[root.name.slice(0, 5)] ?? 'HEAHEA/RefNumHEA4', 'GOOITEGDS', 'CUSOFFFENT730'];
  const missing = needed.filter(path =>
    children(root, path).every(({ text, children: inner }) => !text && !inner.length),
  );
  const absent = missing.map(path =>
    issueAt(root, 'ERROR', 'STRUCTURE', `${root.name} has no ${path}`, `send ${path.replaceAll('/', ' > ')}`),
  );
  const malformed = FORMS.flatMap(({ path, pattern, what }) =>
    children(root, path)
      .filter(({ text }) => !pattern.test(text))
      .map(element => {
        const message = `${element.name} "${element.text}" is not ${what}`;
        return issueAt(element, 'ERROR', 'VALUE', message, `send ${what} as the schema has it`);
      }),
  );
  return [...absent, ...malformed];
}
