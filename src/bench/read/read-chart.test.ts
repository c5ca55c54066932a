import { expect, test } from 'vitest';
import { readChart } from './read-chart.ts';
import { readReport } from './read-report.ts';
import type { ReadRun } from './read-run.ts';

const cell = (server: string, server_ms: number, round: number) => ({
  ...({
    query: 'Q1',
    connections: 16,
    server,
    requests: 100,
    failed: 0,
    requestsPerSecond: 900,
    p50: 1,
    p99: 2,
  } as const),
  ...{ server_ms: server_ms + round / 10, others_ms: server === 'hive' ? 10 : 0, postgres_ms: 0.5, rssMebibytes: 100 },
});
const RUN: ReadRun = {
  ...{
    date: '2026-11-28T09:00Z',
    commit: 'abc',
    machine: '2 × a processor',
    consignments: 20_000,
    rounds: 3,
    seconds: 1,
  },
  servers: ['limit', 'corridor', 'hive'].map(name => ({ name, startMs: 1_000, idleMebibytes: 50 })),
  cells: [0, 1, 2].flatMap(round => [cell('limit', 0.5, round), cell('corridor', 0.3, round), cell('hive', 20, round)]),
};

test('a run is told in ratios of medians, the time of subgraphs by itself', () => {
  const report = readReport(RUN);
  expect(report).toContain('| Q1, 16 | 1.00 (–) | 0.82 (–) | 28 (–) |');
  expect(report).toContain('| Q1, 16 | ≤ 1 | 0.82 | met |');
  expect(report).toContain('| Q1 | 16 | hive | 30.60 = 20.10 + 10.00 + 0.50 |');
});

test('its picture has a bar for each server, left of the limit where it costs less', () => {
  const chart = readChart(RUN);
  expect(chart).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  expect(chart.match(/<rect x=/g)).toHaveLength(3);
  expect(chart).toContain('>0.82×</text>');
});
