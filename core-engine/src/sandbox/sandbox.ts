import { buildGuestSource, guestBase, type Plan, type StepOutcome, type StepRequest, type StepRunner } from '@sluice/kernel';
import { LRUCache } from 'lru-cache';
import { type GuestImage, imageBytes } from './guest-image.ts';
import { GuestInstance } from './guest-instance.ts';
import { compileQuickjs } from './quickjs-build.ts';
import { abortedBy, runInGuest, type StepSettings } from './run-in-guest.ts';
import { defaultLimits, type SandboxLimits } from './sandbox-limits.ts';

/** A plan to be run, with the guest scripts of its node types. Equal keys mean equal plans and scripts. */
export interface SandboxPlan {
  readonly key: string;
  readonly plan: Plan;
  readonly scripts: Readonly<Record<string, string>>;
}

export interface SandboxOptions {
  readonly module?: WebAssembly.Module;
  readonly limits?: Partial<SandboxLimits>;
  /** Gives every step so many times the time that it may take; for replays. Default 1. */
  readonly timeoutFactor?: number;
  /** Told before each guest call and after it: which step, and how long it may take. For a watchdog outside. */
  readonly started?: (request: StepRequest, timeoutMs: number) => void;
  readonly ended?: () => void;
}

const MAX_INSTANCES = 16;
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/**
 * The guest instances and images of one thread. Owns both: an instance serves one owner for all its life (I5), and takes on the image of
 * whichever plan of that owner is to run. Images hold no owner's data but the plan's own.
 */
export class Sandbox {
  readonly #module: WebAssembly.Module;
  readonly #limits: SandboxLimits;
  readonly #options: SandboxOptions;
  readonly #instances = new LRUCache<string, GuestInstance>({ max: MAX_INSTANCES });
  readonly #images = new LRUCache<string, GuestImage>({ maxSize: MAX_IMAGE_BYTES, sizeCalculation: imageBytes });
  readonly #settings = new WeakMap<Plan, ReadonlyMap<string, StepSettings>>();
  #base: GuestImage | undefined;

  constructor(options: SandboxOptions = {}) {
    this.#options = options;
    this.#module = options.module ?? compileQuickjs();
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  /** Runs steps of a plan for an owner; none goes on beyond `endsAtMs`, by `performance.now()`. */
  runnerFor(owner: string, plan: SandboxPlan, endsAtMs?: number): StepRunner {
    const settings = this.#settingsOf(plan.plan);
    return {
      runStep: (request) =>
        this.#runStep(owner, plan, request, within(settings.get(request.node) ?? unknownNode(request), endsAtMs)),
    };
  }

  #settingsOf(plan: Plan): ReadonlyMap<string, StepSettings> {
    const known = this.#settings.get(plan);
    if (known !== undefined) return known;
    const { timeoutFactor = 1 } = this.#options;
    const made = new Map<string, StepSettings>();
    for (const { id, inputs, timeoutMs = this.#limits.stepTimeoutMs } of plan.nodes) {
      made.set(id, { inputs, timeoutMs: timeoutMs * timeoutFactor });
    }
    this.#settings.set(plan, made);
    return made;
  }

  #runStep(owner: string, plan: SandboxPlan, request: StepRequest, settings: StepSettings): StepOutcome {
    this.#options.started?.(request, settings.timeoutMs);
    try {
      const image = this.#imageOf(owner, plan);
      return runInGuest(this.#instanceOf(owner), image, request, settings);
    } catch (error) {
      return abortedBy(error, request, settings); // its code could not be loaded
    } finally {
      if (this.#instances.peek(owner)?.isSpent === true) this.#instances.delete(owner);
      this.#options.ended?.();
    }
  }

  #instanceOf(owner: string): GuestInstance {
    const known = this.#instances.get(owner);
    if (known !== undefined) return known;
    const instance = new GuestInstance({ module: this.#module, limits: this.#limits });
    this.#instances.set(owner, instance);
    return instance;
  }

  #imageOf(owner: string, { key, plan, scripts }: SandboxPlan): GuestImage {
    const known = this.#images.get(key);
    if (known !== undefined) return known;
    this.#base ??= this.#makeBase();
    const instance = this.#instanceOf(owner);
    instance.restore(this.#base);
    const image = load(instance, buildGuestSource(plan, scripts), this.#limits.stepTimeoutMs);
    this.#images.set(key, image);
    return image;
  }

  #makeBase(): GuestImage {
    const instance = new GuestInstance({ module: this.#module, limits: this.#limits });
    instance.boot();
    return load(instance, guestBase, this.#limits.stepTimeoutMs);
  }
}

function within(settings: StepSettings, endsAtMs: number | undefined): StepSettings {
  if (endsAtMs === undefined) return settings;
  const leftMs = Math.max(1, Math.ceil(endsAtMs - performance.now()));
  return leftMs < settings.timeoutMs ? { ...settings, timeoutMs: leftMs, isLast: true } : settings;
}

function unknownNode({ node }: StepRequest): never {
  throw new Error(`The plan has no node ${node}`);
}

/** Node code is loaded under a clock that stands at 0: an image is the same whenever it is made (I4). */
function load(instance: GuestInstance, chunks: Parameters<GuestInstance['load']>[0], timeoutMs: number): GuestImage {
  instance.setLimits({ nowMs: 0, timeoutMs });
  instance.load(chunks);
  return instance.capture();
}
