import { Gauge, type OpenMetricsContentType, type Registry } from 'prom-client';
import { connectionCounts } from '../store/connection-count.ts';
import type { Sql } from '../store/database.ts';

/** How many connections the database holds, read from it when it is asked for; nothing while it does not answer. */
export function addConnectionMetrics(registry: Registry<OpenMetricsContentType>, sql: Sql): void {
  const gauge: Gauge<'application'> = new Gauge({
    name: 'corridor_database_connections',
    help: 'Connections to the database, those of other hubs and tools included',
    labelNames: ['application'],
    registers: [registry],
    collect: async () => {
      const counts = await connectionCounts(sql).catch(() => []);
      gauge.reset();
      for (const { application, connections } of counts) gauge.set({ application }, connections);
    },
  });
}
