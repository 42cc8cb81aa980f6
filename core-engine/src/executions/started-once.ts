import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import { answerOf, type RunAnswer } from './run-answer.ts';

/**
 * Lets each request start one execution, however often it is sent. The execution's id follows from the request, so that what remembers
 * it is the row itself, there from the very commit that starts it (I2); who asks again is answered as who asked first.
 */
export class StartedOnce {
  readonly #store: Pick<ExecutionStore, 'find'>;
  readonly #runner: Pick<ExecutionRunner, 'whenEnded'>;
  /** Answers under way; until one is there it need not be known that its start is committed. One engine has a home to itself. */
  readonly #starting = new Map<string, Promise<RunAnswer>>();

  constructor(options: { store: Pick<ExecutionStore, 'find'>; runner: Pick<ExecutionRunner, 'whenEnded'> }) {
    this.#store = options.store;
    this.#runner = options.runner;
  }

  /** Calls `start`, which is to start the execution under this id, unless it is there. A start that fails leaves nothing behind. */
  answer(executionId: string, wait: boolean, start: () => Promise<RunAnswer>): Promise<RunAnswer> {
    const underWay = this.#starting.get(executionId);
    if (underWay !== undefined) return underWay;
    const answer = this.#answer(executionId, wait, start).finally(() => this.#starting.delete(executionId));
    this.#starting.set(executionId, answer);
    return answer;
  }

  async #answer(executionId: string, wait: boolean, start: () => Promise<RunAnswer>): Promise<RunAnswer> {
    const known = await this.#store.find(executionId);
    if (known === undefined) return start();
    return wait ? answerOf(await this.#runner.whenEnded(executionId)) : { executionId, status: known.status };
  }
}
