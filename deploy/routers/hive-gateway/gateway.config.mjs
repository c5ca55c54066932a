/** hive-gateway supergraph -c gateway.config.mjs (npm: @graphql-hive/gateway; run as container: ghcr.io/graphql-hive/gateway) */
import { corridorContext } from './corridor-context.mjs';

const { CORRIDOR_HUB, CORRIDOR_GATEWAY_SECRET, PORT = '4010' } = process.env;

export const gatewayConfig = {
  supergraph: './supergraph.graphql',
  port: Number(PORT),
  plugins: () => [corridorContext({ hub: CORRIDOR_HUB, secret: CORRIDOR_GATEWAY_SECRET })],
  maskedErrors: false, // the subgraphs have masked theirs; the plugin takes out what is of the inside
  graphiql: false,
  landingPage: false,
};
