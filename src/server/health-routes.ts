import type { FastifyInstance } from 'fastify';
import { logHead } from '../store/event-reader.ts';
import type { HubServices } from './hub-services.ts';

export interface Health {
  /** Whether the hub takes new work: not before its events are sequenced, and not while it drains. */
  ready: boolean;
}

const ANSWER_WITHIN_MS = 2_000;

/** `/health/live`: the process runs. `/health/ready`: it can do its work now. `/metrics`: what it counts of itself. */
export function registerHealth(app: FastifyInstance, services: HubServices, health: Health): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const database = await databaseAnswers(services);
    const ready = database && health.ready;
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', database, events: health.ready });
  });
  app.get('/metrics', async (_request, reply) => {
    const { registry } = services.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

async function databaseAnswers({ sql }: HubServices): Promise<boolean> {
  const late = new Promise<boolean>(resolve => setTimeout(resolve, ANSWER_WITHIN_MS, false).unref());
  const answered = logHead(sql).then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
}
