import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPLORER_CSP, explorerFiles } from './explorer-page.ts';

describe('the files of the built explorer', () => {
  const parent = mkdtempSync(join(tmpdir(), 'explorer-'));
  const built = join(parent, 'built');

  beforeAll(() => {
    mkdirSync(join(built, 'assets'), { recursive: true });
    writeFileSync(join(built, 'index.html'), '<title>Corridor</title>');
    writeFileSync(join(built, 'assets', 'index-a1b2.js'), 'export {};');
    writeFileSync(join(parent, 'secret.txt'), 'not for the public');
  });
  afterAll(() => rmSync(parent, { recursive: true }));

  test('the page is at / and is asked for anew each time', () => {
    const page = explorerFiles(built)('/');
    expect(page?.body.toString()).toBe('<title>Corridor</title>');
    expect(page?.type).toBe('text/html; charset=utf-8');
    expect(page?.cache).toBe('no-cache');
  });

  test('an asset is named by its content and kept for ever', () => {
    const asset = explorerFiles(built)('/assets/index-a1b2.js');
    expect(asset?.type).toBe('text/javascript; charset=utf-8');
    expect(asset?.cache).toContain('immutable');
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '//secret.txt',
    '/assets',
    '/none.js',
    '',
  ])('no file is at %j', path => {
    expect(explorerFiles(built)(path)).toBeUndefined();
  });

  test('before the build, the page says how to build it', () => {
    const files = explorerFiles(join(parent, 'nowhere'));
    expect(files('/')?.body.toString()).toContain('npm run build');
    expect(files('/assets/index-a1b2.js')).toBeUndefined();
  });
});

test('the policy of the page allows no inline script and no other host', () => {
  const scripts = EXPLORER_CSP.split('; ').find(rule => rule.startsWith('script-src'));
  expect(scripts).toBe("script-src 'self'");
  expect(EXPLORER_CSP).not.toMatch(/https?:|\*/);
});
