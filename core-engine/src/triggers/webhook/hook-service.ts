import { SluiceError } from '@sluice/protocol';
import { LRUCache } from 'lru-cache';
import type { ExecutionControl } from '../../executions/execution-control.ts';
import type { ExecutionStarter, StartRequest } from '../../executions/execution-starter.ts';
import type { Ending } from '../../executions/live-execution.ts';
import type { BlobStore } from '../../storage/ports/blob-store.ts';
import type { ExecutionStore } from '../../storage/ports/execution-store.ts';
import type { WebhookTarget, WorkflowStore } from '../../storage/ports/workflow-store.ts';
import type { LoadedPlan, PlanStore } from '../../workflows/plan-store.ts';
import { checkHook, type HookSecrets } from './check-hook.ts';
import { createHookAnswer, type HookAnswer, type HookOutcome } from './hook-answer.ts';
import { createHookItem } from './hook-item.ts';
import { HookMessages } from './hook-messages.ts';
import type { HookRequest } from './hook-request.ts';
import { type HookTrigger, hookTriggerOf } from './hook-trigger.ts';
import { ResumeLinks } from './resume-links.ts';

export interface HookServiceOptions {
  readonly workflows: WorkflowStore;
  readonly plans: PlanStore;
  readonly starter: ExecutionStarter;
  readonly control: ExecutionControl;
  readonly blobs: BlobStore;
  readonly executions: Pick<ExecutionStore, 'find'>;
  readonly secrets: HookSecrets;
}

interface Listener {
  readonly target: WebhookTarget;
  readonly loaded: LoadedPlan;
  readonly trigger: HookTrigger;
}

/** Paths that begin with this are the engine's own: `~resume/<token>` ends a wait. */
const RESUME_PREFIX = '~resume/';

/** Answers `/hooks/<path>`: finds who listens, checks the proof, starts the execution and gives its answer once that is committed (I2). */
export class HookService {
  readonly #options: HookServiceOptions;
  readonly #listeners = new LRUCache<string, Listener>({ max: 10_000 });
  readonly #messages: HookMessages;
  readonly #resumeLinks: ResumeLinks;

  constructor(options: HookServiceOptions) {
    this.#options = options;
    this.#messages = new HookMessages(options.executions);
    this.#resumeLinks = new ResumeLinks(options);
  }

  /** To be called whenever what is active has changed. */
  forgetListeners(): void {
    this.#listeners.clear();
  }

  async answer(request: HookRequest): Promise<HookAnswer> {
    if (request.path.startsWith(RESUME_PREFIX))
      return this.#resumeLinks.answer(request.path.slice(RESUME_PREFIX.length), request);
    const listener = await this.#listener(request);
    const { protection } = listener.trigger;
    if (protection.kind !== 'none') await checkHook(protection, request, this.#options.secrets);
    if (protection.kind !== 'standard-webhooks') return this.#start(listener, request);
    const { workflowId, nodeId } = listener.target;
    const message = { workflowId, nodeId, id: request.headers['webhook-id'] ?? '' }; // checked: it is there
    return this.#messages.once(message, (executionId) => this.#start(listener, request, executionId));
  }

  async #start({ target, loaded, trigger }: Listener, request: HookRequest, id?: string): Promise<HookAnswer> {
    const { item, blobs } = createHookItem(request, trigger.protection);
    if (blobs.length > 0) await this.#options.blobs.writeMany(blobs);
    const start: StartRequest = {
      workflow: { id: target.workflowId, name: target.workflowName, owner: target.owner },
      loaded,
      trigger: target.nodeId,
      items: [item],
      mode: 'production',
      ...(request.actor === undefined ? {} : { actor: request.actor }),
      ...(id === undefined ? {} : { id }),
    };
    if (trigger.respond === 'result')
      return createHookAnswer(outcomeOf(await this.#options.starter.startAndWait(start, 'response')));
    return createHookAnswer({ kind: 'accepted', executionId: await this.#options.starter.enqueue(start), status: 'queued' });
  }

  async #listener({ method, path }: HookRequest): Promise<Listener> {
    const key = `${method} ${path}`;
    const known = this.#listeners.get(key);
    if (known !== undefined) return known;
    const target = await this.#options.workflows.findWebhook(method, path);
    if (target === undefined) throw await this.#unknown(method, path);
    const loaded = await this.#options.plans.load(target.version);
    const node = loaded.plan.nodes.find(({ id }) => id === target.nodeId);
    if (node === undefined) throw new SluiceError('hook_unknown', `The trigger of /hooks/${path} is no longer there.`);
    const listener = { target, loaded, trigger: hookTriggerOf(node.params) };
    this.#listeners.set(key, listener);
    return listener;
  }

  async #unknown(method: string, path: string): Promise<SluiceError> {
    const others = await this.#options.workflows.webhookMethods(path);
    const detail =
      others.length === 0
        ? `No active workflow listens at /hooks/${path}.`
        : `/hooks/${path} takes ${others.join(', ')}, not ${method}.`;
    return new SluiceError('hook_unknown', detail);
  }
}

function outcomeOf(ending: Ending): HookOutcome {
  const { executionId } = ending;
  if (ending.kind === 'response') return { kind: 'response', executionId, response: ending.response };
  if (ending.kind === 'parked') return { kind: 'accepted', executionId, status: ending.status };
  if (ending.status === 'completed') return { kind: 'completed', executionId, output: ending.output };
  return { kind: 'failed', executionId, status: ending.status === 'cancelled' ? 'cancelled' : 'failed', error: ending.error };
}
