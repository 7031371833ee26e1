import 'reflect-metadata';
import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Operation, Permission } from '../src/http/operation.ts';
import { RouteTable } from '../src/http/route-table.ts';
import { startTestApp, type TestApp } from '../src/testing/test-app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test('the routes and who may call them change only on purpose', async () => {
  const lines = app.app
    .get(RouteTable)
    .all()
    .map(({ method, path, permission, idempotent, rate }) =>
      [
        `${method} ${path}`,
        permission.allow.join(', '),
        permission.permission ?? '-',
        ...(idempotent ? ['idempotent'] : []),
        ...(rate === undefined ? [] : [`rate: ${rate ?? 'none'}`]),
      ].join(' | '),
    );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./routes.snapshot.txt');
});

const things = { summary: 'Things', answer: z.strictObject({}) };

async function boot(decorators: MethodDecorator[]): Promise<void> {
  class Things {
    list(): object {
      return {};
    }
  }
  Controller('v1/things')(Things);
  const descriptor = Object.getOwnPropertyDescriptor(Things.prototype, 'list');
  if (descriptor === undefined) throw new Error('A class without its method.');
  for (const decorate of decorators) decorate(Things.prototype, 'list', descriptor);
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers: [Things],
    providers: [RouteTable],
  }).compile();
  module.get(RouteTable).all();
}

test.each([
  ['has no @Permission', [Get(), Operation(things)]],
  ['has no @Permission', [Get(), Permission([]), Operation(things)]],
  ['has no @Operation', [Get(), Permission(['none'])]],
  ['is open, and asks for more', [Get(), Permission(['none', 'session'], 'uploads:read'), Operation(things)]],
  ['names no permission', [Get(), Permission(['session']), Operation(things)]],
  ['does not declare :id', [Get(':id'), Permission(['none']), Operation(things)]],
  ['has a body without an example', [Post(), Permission(['none']), Operation({ ...things, body: z.strictObject({}) })]],
  [
    'has an example that is not of its schema',
    [Post(), Permission(['none']), Operation({ ...things, body: z.strictObject({}), example: { a: 1 } })],
  ],
  ['creates without @Idempotent', [Post(), Permission(['none']), Operation({ ...things, status: 201 })]],
])('an application does not boot where a route %s', async (problem, decorators) => {
  await expect(boot(decorators)).rejects.toThrow(problem);
});

test('it boots where all is declared', async () => {
  await boot([Get(), Permission(['none']), Operation(things)]);
});
