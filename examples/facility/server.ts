/** Northside Hoops, the example facility: `node examples/facility/server.ts`. What it is configured by: src/config.ts. */
import { fileURLToPath } from 'node:url';
import { readConfig } from './src/config.ts';
import { createSite } from './src/site.ts';

export { readConfig, type FacilityConfig } from './src/config.ts';
export { createSite } from './src/site.ts';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = readConfig(process.env);
  const server = createSite(config);
  server.listen(config.port, config.host, () => console.log(`Northside Hoops: http://localhost:${config.port}`));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}
