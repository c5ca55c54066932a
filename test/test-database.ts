import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, type Database, type Sql } from '../src/store/database.ts';
import { setVault } from '../src/store/vault.ts';
import type { TestCluster } from './postgres-cluster.ts';

/** Of every hub and connection of a test. */
export const TEST_SECRET = 'a secret of the tests';

/** A migrated, empty database of one's own. */
export interface TestDatabase extends Database {
  drop(): Promise<void>;
}

let asked: Promise<TestCluster> | undefined;

async function askForCluster(): Promise<TestCluster> {
  const response = await fetch(inject('testClusterUrl'));
  if (!response.ok) throw new Error(`no Postgres for the tests: ${await response.text()}`);
  return (await response.json()) as TestCluster;
}

async function asAdmin(adminUrl: string, work: (admin: Sql) => Promise<unknown>): Promise<void> {
  const admin = connect(adminUrl, { max: 1 });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

export async function createTestDatabase(): Promise<TestDatabase> {
  asked ??= askForCluster();
  const { adminUrl, template } = await asked;
  const name = template.replace('template', randomBytes(6).toString('hex'));
  await asAdmin(
    adminUrl,
    admin => admin`create database ${admin(name)} template ${admin(template)} strategy file_copy`,
  );
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const sql = connect(url.href);
  setVault(sql, () => TEST_SECRET);
  const steady = connect(url.href, { max: 4, plansOnce: true });
  const close = async () => {
    await Promise.all([sql.end({ timeout: 1 }), steady.end({ timeout: 1 })]);
  };
  const drop = async () => {
    await close();
    await asAdmin(adminUrl, admin => admin`drop database if exists ${admin(name)} with (force)`);
  };
  return { url: url.href, sql, steady, close, drop };
}
