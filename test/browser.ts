import { join } from 'node:path';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { packageRoot } from '../src/config.ts';

/**
 * The package's own arguments are made for small serverless machines. These of them would hide what the tests are to see:
 * a browser without the same-origin policy, or one whose workers share the page's process.
 */
const REFUSED = ['--disable-web-security', '--allow-running-insecure-content', '--single-process', '--no-zygote'];

/** NSS and expat, which Chromium needs and a bare Linux has not. */
async function libraries(): Promise<string> {
  return join(await inflate(join(packageRoot, 'node_modules/@sparticuz/chromium/bin/al2023.tar.br')), 'lib');
}

/** On Linux (x64) the Chromium that npm brought: nothing is downloaded or installed. Elsewhere the Chrome of the machine. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  return chromium.launch({
    args: sparticuz.args.filter(arg => !REFUSED.includes(arg)),
    executablePath: await sparticuz.executablePath(),
    env: { ...process.env, LD_LIBRARY_PATH: await libraries() },
  });
}
