import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is measured of this process. Labels are routes, methods and statuses; never who asked, nor for what. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'shotform_http_request_duration_seconds',
    help: 'How long requests took, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly #problems = new Counter({
    name: 'shotform_http_problems_total',
    help: 'Requests answered with a problem, by its code.',
    labelNames: ['code'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param route the template, `/v1/uploads/:id`; `unknown` where there is none, whatever was asked for. */
  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  problem(code: string): void {
    this.#problems.inc({ code });
  }

  /** A number that is asked for when metrics are; by label, where there are several. */
  gauge(name: string, help: string, label: string, read: () => Promise<Record<string, number>>): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      collect: async () => {
        gauge.reset();
        for (const [value, count] of Object.entries(await read())) gauge.set({ [label]: value }, count);
      },
      registers: [],
    });
    this.registry.registerMetric(gauge);
  }
}
