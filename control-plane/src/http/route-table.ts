import { Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { CONTRACT, IDEMPOTENT, PERMISSION, RATE, type Contract, type PermissionRule } from './operation.ts';
import type { RateName } from '../config/config.ts';

export interface Route {
  method: string;
  /** As in Express: `/v1/uploads/:id`. */
  path: string;
  /** `UploadsController.create` */
  handler: string;
  permission: PermissionRule;
  contract: Contract & { status: number };
  idempotent: boolean;
  rate?: RateName;
}

/** Every route of the application, as its controllers declare them. */
@Injectable()
export class RouteTable {
  #routes: Route[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /**
   * @throws Error where a route does not say who may call it or what goes in and out. Called at boot: such a route is
   *   never served.
   */
  all(): readonly Route[] {
    this.#routes ??= this.#discover();
    return this.#routes;
  }

  /** The methods that an address takes; none where nothing is there. */
  methodsOf(path: string): string[] {
    return this.all()
      .filter((route) => matches(route.path, path))
      .map((route) => route.method);
  }

  #discover(): Route[] {
    const problems: string[] = [];
    const routes = this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function' || instance === null) return [];
      const prefix = pathOf(Reflect.getMetadata(PATH_METADATA, metatype));
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: never[]) => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (handler === undefined || Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
        const route = this.#route(handler, prefix, `${metatype.name}.${name}`);
        problems.push(...problemsOf(route));
        return [route as Route];
      });
    });
    if (problems.length > 0) throw new Error(`Routes are not declared as they should be:\n  ${problems.join('\n  ')}`);
    return routes.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  #route(handler: (...args: never[]) => unknown, prefix: string, name: string): Declared {
    const rate = this.reflector.get<RateName | undefined>(RATE, handler);
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
    return {
      method: RequestMethod[method],
      path: `${prefix}${pathOf(Reflect.getMetadata(PATH_METADATA, handler))}`,
      handler: name,
      permission: this.reflector.get<PermissionRule | undefined>(PERMISSION, handler),
      contract: this.reflector.get<Route['contract'] | undefined>(CONTRACT, handler),
      idempotent: this.reflector.get<true | undefined>(IDEMPOTENT, handler) ?? false,
      ...(rate !== undefined && { rate }),
    };
  }
}

type Declared = Omit<Route, 'permission' | 'contract'> & {
  permission: PermissionRule | undefined;
  contract: Route['contract'] | undefined;
};

/** Kinds that see a tenant's things: for them a permission says what they may do. */
const tenantKinds = ['session', 'secret', 'member'];

function problemsOf(route: Declared): string[] {
  const { permission, contract } = route;
  const say = (what: string): string => `${route.method} ${route.path} (${route.handler}): ${what}`;
  if (permission === undefined || permission.allow.length === 0) return [say('has no @Permission')];
  if (contract === undefined) return [say('has no @Operation')];
  const problems: string[] = [];
  if (permission.allow.includes('none') && permission.allow.length > 1)
    problems.push(say('is open, and asks for more'));
  if (permission.permission === undefined && permission.allow.some((kind) => tenantKinds.includes(kind))) {
    problems.push(say('names no permission'));
  }
  for (const [, name] of route.path.matchAll(/:(\w+)/g)) {
    if (name !== undefined && contract.params?.[name] === undefined) problems.push(say(`does not declare :${name}`));
  }
  if (contract.body !== undefined && contract.example === undefined)
    problems.push(say('has a body without an example'));
  if (contract.example !== undefined && contract.body?.safeParse(contract.example).success !== true) {
    problems.push(say('has an example that is not of its schema'));
  }
  if (route.method === 'POST' && (contract.status === 201 || contract.status === 202) && !route.idempotent) {
    problems.push(say('creates without @Idempotent'));
  }
  return problems;
}

function key(route: Route): string {
  return `${route.path} ${route.method}`;
}

/** A declared path, with a slash before and none behind. */
function pathOf(declared: unknown): string {
  const path = String(declared ?? '').replace(/^\/+|\/+$/g, '');
  return path === '' ? '' : `/${path}`;
}

function matches(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.replace(/\/+$/, '').split('/');
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith(':') || part === given[i]);
}
