import { problemSchema } from '@shotform/contracts';
import { z } from 'zod';
import type { CredentialKind } from '../identity/caller.ts';
import { isRaw } from './operation.ts';
import { catalogueEntry } from './problem.ts';
import type { Route } from './route-table.ts';

type Json = Record<string, unknown>;

/** Routes that are not for customers: workers' and the console's own. They are in the snapshot of routes, not here. */
const INTERNAL = /^\/(internal|console)\//;

const securitySchemes: Record<string, Json> = {
  publishable: { type: 'http', scheme: 'bearer', description: 'A publishable key, `sf_pk_...`, from a listed origin.' },
  session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "A widget's session." },
  secret: { type: 'http', scheme: 'bearer', description: 'A secret key, `sf_sk_...`.' },
  member: { type: 'apiKey', in: 'cookie', name: 'shotform', description: "The console's cookie." },
  fleet: { type: 'http', scheme: 'bearer', description: "The fleet's token." },
  attempt: { type: 'http', scheme: 'bearer', description: "A worker's token for one attempt." },
} satisfies Record<Exclude<CredentialKind, 'none'>, Json>;

/** OpenAPI 3.1 of the public routes, from their schemas and permissions alone. */
export function openApiDocument(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes.filter(({ path }) => !INTERNAL.test(path))) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shotform', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { securitySchemes, schemas: { Problem: jsonSchema(problemSchema, 'output') } },
  };
}

function operation(route: Route): Json {
  const { contract, permission } = route;
  const open = permission.allow.includes('none');
  return {
    operationId: route.handler.replace(/Controller\./, '_'),
    summary: contract.summary,
    parameters: parameters(route),
    ...(contract.body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(contract.body, 'input'), example: contract.example } },
      },
    }),
    responses: { ...answer(route), ...problems(route) },
    security: open ? [] : permission.allow.map((kind) => ({ [kind]: [] })),
    ...(permission.permission !== undefined && { 'x-permission': permission.permission }),
  };
}

function parameters(route: Route): Json[] {
  const { contract } = route;
  const inPath = Object.entries(contract.params ?? {}).map(([name, prefix]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
    ...(prefix !== 'word' && { description: `\`${prefix}_...\`` }),
  }));
  const header = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 200 } };
  return [...inPath, ...queryParameters(contract.query), ...(route.idempotent ? [header] : [])];
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(query, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function answer(route: Route): Json {
  const { answer: shape, status, summary } = route.contract;
  if (shape === null) return { [status]: { description: summary } };
  const content = isRaw(shape)
    ? { [shape.contentType]: { schema: { type: 'string' } } }
    : { 'application/json': { schema: jsonSchema(shape, 'output') } };
  return { [status]: { description: summary, content } };
}

/** By status, because OpenAPI knows answers by that; the codes are in the description. */
function problems(route: Route): Json {
  const open = route.permission.allow.includes('none');
  const codes = new Set([
    ...(route.contract.errors ?? []),
    ...(open ? [] : (['credential_missing', 'credential_invalid'] as const)),
    ...(route.contract.params === undefined ? [] : (['not_found'] as const)),
    ...(route.contract.body === undefined ? [] : (['request_invalid'] as const)),
    ...(route.idempotent ? (['idempotency_key_missing', 'idempotency_conflict', 'idempotency_mismatch'] as const) : []),
    'rate_limited' as const,
  ]);
  const byStatus: Record<string, Json> = {};
  for (const code of codes) {
    const { status } = catalogueEntry(code);
    const before = byStatus[status]?.['description'];
    byStatus[status] = {
      description: before === undefined ? `\`${code}\`` : `${String(before)}, \`${code}\``,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return byStatus;
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  return rest as Json;
}
