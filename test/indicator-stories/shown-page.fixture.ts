import type { Story } from './story.fixture.ts';

/** docs/risk-shown.md: which story shows which indicator. */
export function shownPage(stories: readonly Story[]): string {
  const shown = stories.filter(({ fires }) => fires.length > 0);
  const rules = new Set(shown.flatMap(({ fires }) => fires));
  const rows = shown.map(({ name, fires }) => `| ${name} | ${fires.map(rule => `\`${rule}\``).join(' ')} |`);
  return `# Indicators shown from messages

Each line is told to an empty hub in messages of the real formats (WCO declarations and responses, China manifests, COARRI, CODECO, DCSA
schedules, bookings and Track & Trace, entry summaries, SPS certificates, SMGS notes, inspection records, the mutual-sharing envelope), with what the
registers hold; the hub joins them, rolls up history and assesses, and these indicators fire: ${rules.size} of them, besides the random
selection. \`npx vitest run test/indicator-stories\` tells them all.

| story | fires |
| --- | --- |
${rows.join('\n')}
`;
}
