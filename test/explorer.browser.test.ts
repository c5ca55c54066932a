import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot, readConfig } from '../src/config.ts';
import { type Hub, startHub } from '../src/server/hub.ts';
import { issueToken } from '../src/server/token-issuer.ts';
import { openBrowser } from './browser.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const BOX = 'MRDU4001153';
/** The two trips of one box, and what is held back to be played. */
const wanted = (file: string) =>
  !file.includes(`${sep}samples${sep}`) ||
  statSync(file).isDirectory() ||
  file.includes(`${sep}held${sep}`) ||
  readFileSync(file, 'utf8').includes(BOX);

describe('the explorer in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-explorer-'));
  let database: TestDatabase;
  let hub: Hub;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let hosts: Set<string>;

  beforeAll(async () => {
    if (!existsSync(join(packageRoot, 'dist/explorer/index.html')))
      await build({ root: join(packageRoot, 'explorer'), logLevel: 'error' });
    cpSync(join(packageRoot, 'partners'), folder, { recursive: true, filter: wanted });
    database = await createTestDatabase();
    const config = readConfig(
      {},
      {
        PORT: '0',
        DATABASE_URL: database.url,
        CORRIDOR_PARTNERS: folder,
        CORRIDOR_DATA: folder,
        CORRIDOR_SECRET: 'a secret of this test alone',
        CORRIDOR_ASSESS: 'off',
        LOG_LEVEL: 'silent',
      },
    );
    hub = await startHub({ config, onSample: () => undefined });
    await hub.settled;
    browser = await openBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    /** A visitor who was never here, with the files of the page in the cache. */
    await context.addInitScript(() => localStorage.clear());
  });

  afterAll(async () => {
    await browser?.close();
    await hub?.close();
    await database?.drop();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    complaints = [];
    hosts = new Set();
    page = await context.newPage();
    page.on('pageerror', error => complaints.push(error.message));
    page.on('console', message => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    page.on('request', request => hosts.add(new URL(request.url()).host));
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(hub.url).host]);
  });

  const enter = async (query = '') => {
    await page.goto(`${hub.url}/${query}`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  };
  const open = (saved: string) => page.locator(`[data-query="${saved}"]`).click();
  const viewAs = (party: string) => page.locator('.party-picker select').selectOption(party);
  /** Monaco draws only the lines in sight, with blanks that do not break. */
  const answer = () =>
    page.evaluate(() => document.querySelector('.result-window')?.textContent?.replace(/\s/g, '') ?? '');
  const answered = (text: string) => expect.poll(answer, { timeout: 10_000 }).toContain(text);

  test('opens with everything from the hub itself, as the analyst', async () => {
    await enter();
    expect(await page.title()).toBe('Corridor');
    expect(await page.locator('.party-picker select').inputValue()).toBe('analyst');
    const saved = readdirSync(join(packageRoot, 'explorer/queries')).filter(name => name.endsWith('.graphql'));
    expect(await page.locator('[data-query]').count()).toBe(saved.length);
  });

  test('a saved query runs with one click, and again for the party that is picked', async () => {
    await enter();
    await open('by-container');
    await answered(`"number":"${BOX}"`);
    await viewAs('klang-west-terminal');
    await answered('"equipment":null');
    expect(page.url()).toBe(`${hub.url}/?as=klang-west-terminal`);
    await viewAs('analyst');
    await answered(`"number":"${BOX}"`);
  });

  test('opens as the party in the address; one that is unknown is told', async () => {
    await enter('?as=sg-customs');
    expect(await page.locator('.party-picker select').inputValue()).toBe('sg-customs');
    await enter('?as=nobody');
    expect(await page.locator('.notice').textContent()).toContain('no sample party "nobody"');
    expect(await page.locator('.party-picker select').inputValue()).toBe('analyst');
  });

  test('an operator looks as a partner for a purpose, and is told so as long as it does; the receipts say so too', async () => {
    await enter();
    await page.locator('.use-token').click();
    const { signingKey } = hub.services;
    if (!signingKey) throw new Error('this hub signs no tokens');
    const { token } = await issueToken(signingKey, { role: 'operator', ttlSeconds: 600 }, new Date());
    await page.locator('#token').fill(token);
    await page.locator('.corridor-door button[type=submit]').click();
    const partner = page.locator('select[name=view-partner]');
    await partner.waitFor();
    expect(await page.locator('.view-banner').count()).toBe(0);
    await open('by-container');
    await answered(`"number":"${BOX}"`);
    await partner.selectOption('klang-west-terminal');
    await answered('"equipment":null');
    expect(await page.locator('.view-banner').textContent()).toContain('Viewing as Klang West Terminal for ');
    await partner.selectOption('sg-customs');
    await page.locator('select[name=view-purpose]').selectOption('clearance');
    await answered(`"number":"${BOX}"`);
    expect(await page.locator('.view-banner').textContent()).toContain('for clearance');
    const picture = process.env.CORRIDOR_SCREENSHOTS;
    if (picture) await page.screenshot({ path: join(picture, 'view-as.png') });
    await expect
      .poll(
        async () =>
          (
            await hub.services
              .sql`select entry from receipt where entry->>'viewedAs' = 'sg-customs' and entry->>'purpose' = 'clearance'`
          ).length,
      )
      .toBeGreaterThan(0);
    await page.locator('.view-banner button').click();
    await page.locator('.view-banner').waitFor({ state: 'detached' });
    expect(await partner.inputValue()).toBe('');
    await page.evaluate(() => sessionStorage.clear());
  });

  test('the subscription stays open and shows what the next message brings', async () => {
    await enter();
    await open('live-events');
    await answered('"received":1,');
    expect(await answer()).not.toContain('"kind":"EVENT"');
    for (let played = 0; played < 3; played++) {
      await page.locator('.play-next:enabled').click();
      await page.locator('.notice').waitFor();
      await page.locator('.play-next:enabled').waitFor();
    }
    await answered('"kind":"EVENT"');
    expect(await page.locator('.play-next').textContent()).toMatch(/\(\d+ left\)/);
  });
});
