export interface FacilityConfig {
  host: string;
  port: number;
  /** Where Shotform's API and widget are, without a slash at the end. */
  api: string;
  /** Where Shotform serves players' files from. */
  files: string;
  publishableKey: string;
  /** Stays on this server. */
  secretKey: string;
}

/** PORT, HOST, SHOTFORM_API, SHOTFORM_FILES, SHOTFORM_PUBLISHABLE_KEY, SHOTFORM_SECRET_KEY. Throws naming what is missing. */
export function readConfig(environment: NodeJS.ProcessEnv): FacilityConfig {
  return {
    host: environment['HOST'] || '127.0.0.1',
    port: Number(environment['PORT'] || 4701),
    api: origin(environment['SHOTFORM_API'] || 'http://localhost:4700'),
    files: origin(environment['SHOTFORM_FILES'] || 'http://localhost:4702'),
    publishableKey: needed(environment, 'SHOTFORM_PUBLISHABLE_KEY'),
    secretKey: needed(environment, 'SHOTFORM_SECRET_KEY'),
  };
}

function needed(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`${name} is not set: the console shows the facility's keys.`);
  return value;
}

function origin(address: string): string {
  return new URL(address).origin;
}
