import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The gateway's Prometheus metrics. Routes are the contract's path patterns, never a caller's own path. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'sluice_gateway_requests_total',
    help: 'Requests answered, by route, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    registers: [this.registry],
  });
  private readonly durations = new Histogram({
    name: 'sluice_gateway_request_duration_seconds',
    help: 'Time from the request line to the end of the answer, by route.',
    labelNames: ['route'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly refusals = new Counter({
    name: 'sluice_gateway_refusals_total',
    help: 'Requests refused, by code of the problem.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  readonly openStreams = new Gauge({
    name: 'sluice_gateway_open_streams',
    help: 'WebSockets open now.',
    registers: [this.registry],
  });
  /** The children of the counters by label, so that the hot path hashes no labels. */
  private readonly counters = new Map<string, { inc(): void }>();
  private readonly timers = new Map<string, { observe(seconds: number): void }>();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  countRequest({
    route,
    method,
    status,
    durationMs,
  }: {
    route: string;
    method: string;
    status: number;
    durationMs: number;
  }): void {
    const key = `${status} ${method} ${route}`;
    let counter = this.counters.get(key);
    if (counter === undefined) {
      counter = this.requests.labels({ route, method: methods.has(method) ? method : 'other', status: String(status) });
      if (methods.has(method)) this.counters.set(key, counter);
    }
    counter.inc();
    let timer = this.timers.get(route);
    if (timer === undefined) {
      timer = this.durations.labels({ route });
      this.timers.set(route, timer);
    }
    timer.observe(durationMs / 1000);
  }

  countRefusal(code: string): void {
    this.refusals.labels({ code }).inc();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The text that Prometheus reads. */
  text(): Promise<string> {
    return this.registry.metrics();
  }
}

/** Any token may be a method on a hook; only these become labels. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
