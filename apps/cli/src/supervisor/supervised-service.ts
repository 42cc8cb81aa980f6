import { type ReadyMessage, type ServiceOptions, type ServiceProcess, startService } from './service-process.ts';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 5000;
/** Who has run this long is well again: the next restart is quick. */
const WELL_AFTER_MS = 30_000;

export interface SupervisedServiceOptions extends ServiceOptions {
  /** Told of every restart, with what happened. */
  readonly onRestart: (message: string) => void;
}

/**
 * Owns one of our processes from its first start to `stop`: when it dies in between, it is started again, at first after 100 ms,
 * then after ever longer pauses. A first start that fails is not tried again: its reason is the user's to fix.
 */
export class SupervisedService {
  readonly #options: SupervisedServiceOptions;
  #process: ServiceProcess;
  #delayMs = FIRST_DELAY_MS;
  #timer: NodeJS.Timeout | undefined;
  #isStopping = false;

  constructor(options: SupervisedServiceOptions) {
    this.#options = options;
    this.#process = startService(options);
  }

  /** The first start: what the process said when it was ready. From then on it is kept running. */
  async start(): Promise<ReadyMessage> {
    const message = await this.#process.ready;
    this.#watch(performance.now());
    return message;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    await this.#process.stop();
  }

  #watch(startedAt: number): void {
    this.#process.ended.then(({ code, signal }) => {
      if (this.#isStopping) return;
      if (performance.now() - startedAt > WELL_AFTER_MS) this.#delayMs = FIRST_DELAY_MS;
      const how = signal === null ? `exit code ${code ?? 'unknown'}` : signal;
      this.#options.onRestart(`The ${this.#options.name} ended (${how}); starting it again in ${this.#delayMs} ms.`);
      this.#timer = setTimeout(() => this.#restart(), this.#delayMs);
      this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_DELAY_MS);
    });
  }

  #restart(): void {
    this.#process = startService(this.#options);
    // Why a restart failed is in its log; `ended` leads to the next try.
    this.#process.ready.then(
      () => this.#options.onRestart(`The ${this.#options.name} is back.`),
      () => undefined,
    );
    this.#watch(performance.now());
  }
}
