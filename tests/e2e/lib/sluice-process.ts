import { createSurroundings, start, whenReady } from '../../cli/start-up.ts';

/** `sluice up` as a user starts it, on a home and port of its own; it can be stopped and started again on both. */
export class SluiceProcess {
  readonly url: string;
  readonly claimLink: string;
  readonly #surroundings: Awaited<ReturnType<typeof createSurroundings>>;
  #running: ReturnType<typeof start>;

  private constructor(parts: {
    url: string;
    claimLink: string;
    surroundings: Awaited<ReturnType<typeof createSurroundings>>;
    running: ReturnType<typeof start>;
  }) {
    this.url = parts.url;
    this.claimLink = parts.claimLink;
    this.#surroundings = parts.surroundings;
    this.#running = parts.running;
  }

  static async start(): Promise<SluiceProcess> {
    const surroundings = await createSurroundings();
    const running = start('apps/cli/src/main.ts', ['up'], surroundings.env);
    const url = await whenReady(running);
    const claimLink = /http\S+\/claim#\S+/.exec(running.output())?.[0] ?? '';
    return new SluiceProcess({ url, claimLink, surroundings, running });
  }

  /** The folder that holds its data and keys. */
  get home(): string {
    return this.#surroundings.home;
  }

  /** Lines it wrote that tell of a fault of its own: log lines of level error and above (pino's 50), and what is no log line at all. */
  get faults(): string[] {
    return this.#running
      .errors()
      .split('\n')
      .filter((line) => line.trim() !== '' && !isMereWarning(line));
  }

  async stop(): Promise<void> {
    this.#running.child.kill('SIGTERM');
    await this.#running.ended;
  }

  async startAgain(): Promise<void> {
    this.#running = start('apps/cli/src/main.ts', ['up'], this.#surroundings.env);
    await whenReady(this.#running);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#surroundings.remove();
  }
}

function isMereWarning(line: string): boolean {
  try {
    const { level } = JSON.parse(line) as { level?: unknown };
    return typeof level === 'number' && level < 50;
  } catch {
    return false;
  }
}
