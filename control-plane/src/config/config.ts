/** Everything that can be set from outside: environment variables, checked once, at boot. */
import { defaultMediaLimits, mediaLimitsSchema, type MediaLimits } from '@shotform/contracts';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const url = (...protocols: string[]) =>
  z.url({ protocol: new RegExp(`^(${protocols.join('|')})$`), error: `must be a URL (${protocols.join(', ')})` });
const postgresUrl = url('postgres', 'postgresql');
const seconds = (byDefault: number) => z.coerce.number().positive().default(byDefault);
const perMinute = (byDefault: number) => z.coerce.number().int().positive().default(byDefault);

/** 32 bytes in base64. */
const masterKeySchema = z
  .string()
  .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64')
  .transform((value) => Buffer.from(value, 'base64'));

const variables = z.object({
  SHOTFORM_DATA_DIR: z.string().min(1).default('.shotform'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4700),
  FILES_PORT: port.default(4702),
  /** What the outside calls us. By default localhost with the port. */
  PUBLIC_URL: url('https', 'http').optional(),
  FILES_URL: url('https', 'http').optional(),
  /** How many proxies before us set X-Forwarded-For. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SHOTFORM_MASTER_KEY: masterKeySchema,
  SHOTFORM_FLEET_TOKEN: z.string().min(32, 'must have 32 characters or more'),
  DATABASE_URL: postgresUrl,
  DATABASE_AUTH_URL: postgresUrl,
  DATABASE_SYSTEM_URL: postgresUrl,
  DATABASE_QUEUE_URL: postgresUrl.optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  REDIS_URL: url('redis', 'rediss').optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ENDPOINT: url('https', 'http').optional(),
  S3_PUBLIC_ENDPOINT: url('https', 'http').optional(),
  S3_FORCE_PATH_STYLE: z.stringbool().default(false),
  /** Whether the store itself checks `x-amz-checksum-sha256`, or a completed upload is read back. */
  S3_CHECKSUMS: z.enum(['store', 'read-back']).default('store'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  LIMIT_BYTES: z.coerce.number().pipe(mediaLimitsSchema.shape.bytes).default(defaultMediaLimits.bytes),
  LIMIT_DURATION_SECONDS: z.coerce
    .number()
    .pipe(mediaLimitsSchema.shape.durationSeconds)
    .default(defaultMediaLimits.durationSeconds),
  LIMIT_SIDE_PIXELS: z.coerce.number().pipe(mediaLimitsSchema.shape.sidePixels).default(defaultMediaLimits.sidePixels),
  LIMIT_FRAMES_PER_SECOND: z.coerce
    .number()
    .pipe(mediaLimitsSchema.shape.framesPerSecond)
    .default(defaultMediaLimits.framesPerSecond),
  /** How long an attempt lives without a beat, how often its worker beats, and how often we look for those that stopped. */
  LEASE_SECONDS: seconds(45),
  BEAT_SECONDS: seconds(10),
  RECONCILE_SECONDS: seconds(5),
  /** So often an analysis is tried before it has failed. */
  ATTEMPTS: z.coerce.number().int().min(1).default(3),
  /** An upload that is not complete by then is given up; so is one that no analysis followed. */
  UPLOAD_HOURS: z.coerce.number().positive().default(24),
  /** Requests a minute, of each: an address that sends no or a wrong credential, one that opens sessions, a player, ... */
  RATE_ANONYMOUS: perMinute(120),
  RATE_PUBLISHABLE: perMinute(60),
  RATE_SESSION: perMinute(600),
  RATE_SECRET: perMinute(1200),
  RATE_MEMBER: perMinute(1200),
  /** Attempts to sign in, of an address and for an e-mail address, in 15 minutes. */
  RATE_SIGN_IN: z.coerce.number().int().positive().default(10),
});
type Variables = z.infer<typeof variables>;

export interface S3Config {
  bucket: string;
  region: string;
  /** Of an S3-compatible store; AWS's own where it is missing. */
  endpoint?: string;
  /** What addresses are signed for, where the outside reaches the store by another name. */
  publicEndpoint?: string;
  /** Missing: the SDK's own chain (environment, instance role). */
  credentials?: { accessKeyId: string; secretAccessKey: string };
  /** `https://host/bucket/key` instead of `https://bucket.host/key`. */
  forcePathStyle: boolean;
  /** Whether the store itself checks `x-amz-checksum-sha256`. Where it does not, a completed upload is read back and checked. */
  checksums: 'store' | 'read-back';
}

/** What to build with. A driver is chosen by the presence of its setting alone. Also the token it is injected by. */
export abstract class Config {
  abstract readonly dataDir: string;
  abstract readonly host: string;
  abstract readonly port: number;
  abstract readonly filesPort: number;
  /** Without a slash at the end. */
  abstract readonly publicUrl: string;
  abstract readonly filesUrl: string;
  abstract readonly trustProxy: number;
  abstract readonly logLevel: Variables['LOG_LEVEL'];
  /** Seals what must be read back. */
  abstract readonly masterKey: Buffer;
  /** What workers claim with. */
  abstract readonly fleetToken: string;
  /** Without the owner: migrations are a step of their own. */
  abstract readonly database: Record<'app' | 'auth' | 'system', string>;
  abstract readonly databasePool: number;
  /** `null`: the queue lives in PostgreSQL, at `queueDatabase`. */
  abstract readonly redisUrl: string | null;
  abstract readonly queueDatabase: string | null;
  /** `null`: objects are files below `dataDir`. */
  abstract readonly s3: S3Config | null;
  abstract readonly limits: MediaLimits;
  abstract readonly work: WorkConfig;
  abstract readonly rates: Record<RateName, number>;
}

/** How analyses are watched over. */
export interface WorkConfig {
  leaseSeconds: number;
  beatSeconds: number;
  reconcileSeconds: number;
  attempts: number;
  uploadHours: number;
}

export type RateName = 'anonymous' | 'publishable' | 'session' | 'secret' | 'member' | 'signIn';

/** Names every variable that is wrong, one a line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration is not as it should be:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads and checks the configuration. Where the environment names no database, `embeddedEnvironment` fills it in first.
 *
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // An empty variable is an unset one: that is how compose files and charts leave one out.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const values = parsed.data;
  const incomplete = [...incompleteQueue(values), ...incompleteS3(values)];
  if (incomplete.length > 0) throw new ConfigError(incomplete);
  return {
    dataDir: values.SHOTFORM_DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    filesPort: values.FILES_PORT,
    publicUrl: trimmed(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`),
    filesUrl: trimmed(values.FILES_URL ?? `http://localhost:${values.FILES_PORT}`),
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    masterKey: values.SHOTFORM_MASTER_KEY,
    fleetToken: values.SHOTFORM_FLEET_TOKEN,
    database: { app: values.DATABASE_URL, auth: values.DATABASE_AUTH_URL, system: values.DATABASE_SYSTEM_URL },
    queueDatabase: values.DATABASE_QUEUE_URL ?? null,
    databasePool: values.DATABASE_POOL,
    redisUrl: values.REDIS_URL ?? null,
    s3: s3Config(values),
    limits: {
      bytes: values.LIMIT_BYTES,
      durationSeconds: values.LIMIT_DURATION_SECONDS,
      sidePixels: values.LIMIT_SIDE_PIXELS,
      framesPerSecond: values.LIMIT_FRAMES_PER_SECOND,
    },
    work: {
      leaseSeconds: values.LEASE_SECONDS,
      beatSeconds: values.BEAT_SECONDS,
      reconcileSeconds: values.RECONCILE_SECONDS,
      attempts: values.ATTEMPTS,
      uploadHours: values.UPLOAD_HOURS,
    },
    rates: {
      anonymous: values.RATE_ANONYMOUS,
      publishable: values.RATE_PUBLISHABLE,
      session: values.RATE_SESSION,
      secret: values.RATE_SECRET,
      member: values.RATE_MEMBER,
      signIn: values.RATE_SIGN_IN,
    },
  };
}

function incompleteQueue(values: Variables): string[] {
  const some = values.REDIS_URL !== undefined || values.DATABASE_QUEUE_URL !== undefined;
  return some ? [] : ['DATABASE_QUEUE_URL: is needed without REDIS_URL'];
}

function incompleteS3(values: Variables): string[] {
  const hasId = values.S3_ACCESS_KEY_ID !== undefined;
  const hasSecret = values.S3_SECRET_ACCESS_KEY !== undefined;
  if (hasId && !hasSecret) return ['S3_SECRET_ACCESS_KEY: is needed with S3_ACCESS_KEY_ID'];
  if (!hasId && hasSecret) return ['S3_ACCESS_KEY_ID: is needed with S3_SECRET_ACCESS_KEY'];
  if (values.S3_BUCKET === undefined && (hasId || values.S3_ENDPOINT !== undefined)) {
    return ['S3_BUCKET: is needed with the other S3_ variables'];
  }
  return [];
}

function s3Config(values: Variables): S3Config | null {
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (values.S3_BUCKET === undefined) return null;
  return {
    bucket: values.S3_BUCKET,
    region: values.S3_REGION,
    ...(values.S3_ENDPOINT !== undefined && { endpoint: values.S3_ENDPOINT }),
    ...(values.S3_PUBLIC_ENDPOINT !== undefined && { publicEndpoint: values.S3_PUBLIC_ENDPOINT }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    forcePathStyle: values.S3_FORCE_PATH_STYLE,
    checksums: values.S3_CHECKSUMS,
  };
}

function trimmed(address: string): string {
  return address.replace(/\/+$/, '');
}
