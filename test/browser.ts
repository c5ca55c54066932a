import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * The package's own arguments are made for small serverless machines. These of them would hide what the tests are to see:
 * a browser without the same-origin policy, or one whose workers share the page's process.
 */
const REFUSED = ['--disable-web-security', '--allow-running-insecure-content', '--single-process', '--no-zygote'];

/** Chromium as npm brought it: nothing is downloaded and nothing needs to be installed. Linux only. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    args: sparticuz.args.filter(arg => !REFUSED.includes(arg)),
    executablePath: await sparticuz.executablePath(),
  });
}
