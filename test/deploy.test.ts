import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { packageRoot, readConfig } from '../src/config.ts';

const text = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const manifests = parseAllDocuments(text('deploy/kubernetes/hub.yaml')).map(each => each.toJS());
const manifest = (kind: string) => manifests.find(each => each.kind === kind);

/** Sources that a COPY takes from the build context. */
function copied(dockerfile: string): string[] {
  const lines = dockerfile.split('\n').filter(line => /^COPY (?!--from)/.test(line));
  return lines.flatMap(line => line.split(' ').slice(1, -1)).filter(source => source !== '.');
}

test('the image is built of files that are there', () => {
  const dockerfile = text('deploy/Dockerfile');
  for (const source of copied(dockerfile)) expect(existsSync(join(packageRoot, source)), source).toBe(true);
  for (const folder of ['migrations', 'partners', 'places', 'rules']) expect(copied(dockerfile)).toContain(folder);
  expect(dockerfile).toMatch(/^USER node$/m);
});

test('what is set in the environment is what the hub reads', () => {
  const compose = parse(text('deploy/compose.yaml'), { merge: true });
  const { CORRIDOR_SECRET, DATABASE_URL, ...rest } = compose.services['hub-a'].environment;
  expect(CORRIDOR_SECRET).toContain('sixteen');
  const url = DATABASE_URL.replace(/\$\{[^}]*\}/, 'corridor');
  const config = readConfig({ ...rest, DATABASE_URL: url, CORRIDOR_SECRET: 'sixteen characters' });
  expect(config).toMatchObject({ databaseUrl: url, events: 'nats://nats:4222' });
  const [container] = manifest('Deployment').spec.template.spec.containers;
  const named = Object.fromEntries(container.env.map(({ name, value }: Record<string, string>) => [name, value]));
  expect(readConfig(named)).toMatchObject({ events: 'postgres', logLevel: 'info' });
});

test('pods are asked where the hub answers, and may write nowhere', () => {
  const { containers, terminationGracePeriodSeconds } = manifest('Deployment').spec.template.spec;
  const [{ startupProbe, readinessProbe, livenessProbe, securityContext }] = containers;
  const routes = text('src/server/health-routes.ts');
  for (const probe of [startupProbe, readinessProbe, livenessProbe])
    expect(routes).toContain(`'${probe.httpGet.path}'`);
  expect(securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
  expect(terminationGracePeriodSeconds).toBeGreaterThan(10);
  expect(manifest('HorizontalPodAutoscaler').spec.minReplicas).toBeGreaterThan(
    manifest('PodDisruptionBudget').spec.minAvailable,
  );
});
