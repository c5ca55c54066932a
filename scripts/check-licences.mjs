import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Refuses a dependency whose licence asks more of those who run or change Corridor than its own Apache-2.0 does:
// Elastic, SSPL and BUSL among them. Reads what is installed, and package-lock.json for other platforms' packages.

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const ALLOWED = new Set(
  `MIT MIT-0 Apache-2.0 BSD-2-Clause BSD-3-Clause ISC 0BSD PostgreSQL Unlicense CC0-1.0 CC-BY-3.0 CC-BY-4.0
   BlueOak-1.0.0 Python-2.0 PSF-2.0`.split(/\s+/),
);
/** File-level copyleft: fine in a tool that is not shipped. */
const ALLOWED_IN_TOOLS = new Set(['MPL-2.0']);

/** An SPDX expression without its parentheses: OR leaves the choice to us, AND binds us to both. */
function isAllowed(expression, isTool) {
  const fits = licence => ALLOWED.has(licence) || (isTool && ALLOWED_IN_TOOLS.has(licence));
  const all = choice => choice.split(/ AND /i).every(licence => fits(licence.trim()));
  return expression.replace(/[()]/g, '').split(/ OR /i).some(all);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function licenceOf(path, locked) {
  const manifest = join(root, path, 'package.json');
  const { license, licenses } = existsSync(manifest) ? readJson(manifest) : locked;
  const declared = license ?? licenses?.[0] ?? locked.license ?? 'none';
  return typeof declared === 'string' ? declared : declared.type;
}

/** Every package of the lock file but our own folders. */
function dependencies() {
  return Object.entries(readJson(join(root, 'package-lock.json')).packages)
    .filter(([path]) => path.includes('node_modules/'))
    .map(([path, locked]) => ({
      name: `${path.replace(/^.*node_modules\//, '')}@${locked.version ?? 'local'}`,
      licence: licenceOf(path, locked),
      isTool: locked.dev === true,
    }));
}

const found = dependencies();
const refused = found.filter(({ licence, isTool }) => !isAllowed(licence, isTool));
const toolsOnly = found.filter(({ licence, isTool }) => isTool && !isAllowed(licence, false));
const counts = new Map();
for (const { licence } of found) counts.set(licence, (counts.get(licence) ?? 0) + 1);

const summary = [...counts].sort((a, b) => b[1] - a[1]).map(([licence, count]) => `${licence} ${count}`);
console.log(`licences of ${found.length} packages: ${summary.join(', ')}`);
for (const { name, licence } of toolsOnly) console.log(`  only in tools: ${name} ${licence}`);
for (const { name, licence } of refused) console.error(`  refused: ${name} is ${licence}`);
process.exitCode = refused.length === 0 ? 0 : 1;
