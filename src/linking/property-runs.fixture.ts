/** Stories that each law is tried with. `npm run test:laws` tries 20,000. */
export const RUNS = Number(process.env.CORRIDOR_RUNS ?? 1000);
