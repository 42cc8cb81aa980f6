import type { GuestChunk } from '@sluice/kernel';
import { instantiateQuickjs, layout, type Pointer, type QuickjsExports } from '@sluice/kernel/guest';
import { GuestFailure } from './guest-failure.ts';
import { captureImage, clearStack, type GuestImage, type GuestRoots, restoreImage } from './guest-image.ts';
import type { SandboxLimits } from './sandbox-limits.ts';

/** The QuickJS that an instance runs in, and the walls around it. */
export interface InstanceOptions {
  readonly module: WebAssembly.Module;
  readonly limits: SandboxLimits;
  /** The memory to run in; by default a new one with the cap of the limits. */
  readonly memory?: WebAssembly.Memory;
}

export function createGuestMemory({ memoryBytes }: Pick<SandboxLimits, 'memoryBytes'>): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: layout.initialPages, maximum: Math.floor(memoryBytes / layout.pageBytes) });
}

const JOBS_PER_TURN = 256;

/**
 * One QuickJS in a memory of its own. Owns that memory: what is loaded into it, its images, and the time that its code may take.
 * Knows nothing of steps, plans or owners; whoever holds it sees to it that it serves one owner alone (I5).
 *
 *   1. No function of the host is ever given to the guest: text goes in by `enter`, text comes out (I5).
 *   2. After `GuestFailure` the instance is broken for good: its memory may be in any state.
 *   3. The guest's clock stands at what `setLimits` said (I4).
 */
export class GuestInstance {
  readonly #memory: WebAssembly.Memory;
  readonly #quickjs: QuickjsExports;
  readonly #limits: SandboxLimits;
  #view: Buffer;
  #roots: GuestRoots | undefined;
  #nowMs = 0;
  #deadline = Number.POSITIVE_INFINITY;
  #wasInterrupted = false;
  #wasRefusedMemory = false;
  #isBroken = false;

  constructor({ module, limits, memory = createGuestMemory(limits) }: InstanceOptions) {
    this.#limits = limits;
    this.#memory = memory;
    this.#view = Buffer.from(this.#memory.buffer);
    this.#quickjs = instantiateQuickjs(module, this.#memory, {
      nowMs: () => this.#nowMs,
      shouldInterrupt: () => {
        if (performance.now() <= this.#deadline && !this.#wasRefusedMemory) return false;
        this.#wasInterrupted = true;
        return true;
      },
      memoryRefused: () => {
        this.#wasRefusedMemory = true;
      },
    });
  }

  /** Not to be used again: it broke, or it grew and is not worth cleaning. */
  get isSpent(): boolean {
    return this.#isBroken || this.#memory.buffer.byteLength > layout.initialPages * layout.pageBytes;
  }

  /** Since `setLimits`: it asked for more memory than it may have. */
  get wasRefusedMemory(): boolean {
    return this.#wasRefusedMemory;
  }

  /** Makes the empty runtime and context, once, unless an image is restored instead. */
  boot(): void {
    const { newRuntime, setMaxStackSize, enableInterruptHandler, newContext, malloc, getUndefined } = this.#quickjs;
    const runtime = newRuntime();
    setMaxStackSize(runtime, this.#limits.stackBytes);
    enableInterruptHandler(runtime);
    const context = newContext(runtime, 0);
    this.#roots = { runtime, context, entry: 0, undefined: getUndefined(), scratch: malloc(8) };
  }

  /**
   * Evaluates chunks in order; one that fails is replaced by what its `otherwise` says, or else breaks the load. The last one's value
   * becomes the entry.
   */
  load(chunks: readonly GuestChunk[]): void {
    const roots = this.#getRoots();
    let entry: Pointer = 0;
    for (const chunk of chunks) {
      const made = this.#evaluate(chunk);
      if (made.ok) entry = made.value;
      else if (chunk.otherwise === undefined)
        throw new GuestFailure('crashed', `${chunk.name} could not be loaded: ${made.message}`);
      else this.load([{ name: chunk.name, text: chunk.otherwise(made.message) }]);
    }
    this.#roots = { ...roots, entry };
  }

  capture(): GuestImage {
    clearStack(this.#bytes(), this.#limits.stackBytes);
    return captureImage(this.#bytes(), this.#getRoots());
  }

  /** Puts the memory back to what it was when the image was taken, in this instance or another one of the same build. */
  restore(image: GuestImage): void {
    if (this.#isBroken) throw new Error('A broken instance cannot be restored');
    clearStack(this.#bytes(), this.#limits.stackBytes);
    restoreImage(this.#bytes(), image);
    this.#roots = image.roots;
  }

  /** From now on the guest's clock says `nowMs`, and its code may run for `timeoutMs` of real time. */
  setLimits({ nowMs, timeoutMs }: { readonly nowMs: number; readonly timeoutMs: number }): void {
    this.#nowMs = nowMs;
    this.#deadline = performance.now() + timeoutMs;
    this.#wasInterrupted = false;
    this.#wasRefusedMemory = false;
  }

  /** Calls the entry with a text and gives the text that it answers, at most `outputBytes` long; undefined when it is longer. */
  enter(text: string): string | undefined {
    return this.#guard(() => {
      const { runtime: _, context, entry, undefined: self, scratch } = this.#getRoots();
      const { newString, call, free, getString } = this.#quickjs;
      const utf8 = this.#write(text);
      const argument = newString(context, utf8.address);
      free(utf8.address);
      this.#bytes().writeUInt32LE(argument, scratch);
      const answer = call(context, entry, self, 1, scratch);
      this.#refuseException(context, answer);
      return this.#read(getString(context, answer), this.#limits.outputBytes);
    });
  }

  /** Runs the pending jobs until there are none. */
  runJobs(): void {
    this.#guard(() => {
      const { runtime, context, scratch } = this.#getRoots();
      const { isJobPending, executePendingJobs, typeOf } = this.#quickjs;
      while (isJobPending(runtime) !== 0) {
        const result = executePendingJobs(runtime, JOBS_PER_TURN, scratch);
        if (this.#read(typeOf(context, result)) !== 'number') this.#refuseFatal(this.#describe(context, result));
        if (performance.now() > this.#deadline) throw new GuestFailure('interrupted', 'Its jobs took too long');
      }
    });
  }

  #getRoots(): GuestRoots {
    if (this.#roots === undefined) throw new Error('The instance is empty: boot it or restore an image first');
    return this.#roots;
  }

  #evaluate({
    name,
    text,
  }: GuestChunk): { readonly ok: true; readonly value: Pointer } | { readonly ok: false; readonly message: string } {
    return this.#guard(() => {
      const { context } = this.#getRoots();
      const { evaluate, resolveException, free } = this.#quickjs;
      const source = this.#write(text);
      const fileName = this.#write(name);
      const value = evaluate(context, source.address, source.bytes, fileName.address, 0, 0);
      const error = resolveException(context, value);
      free(source.address);
      free(fileName.address);
      if (error === 0) return { ok: true, value };
      const message = this.#describe(context, error);
      this.#refuseFatal(message);
      return { ok: false, message };
    });
  }

  /** Runs something in the guest; whatever it throws breaks the instance. */
  #guard<T>(act: () => T): T {
    if (this.#isBroken) throw new Error('A broken instance cannot be used');
    try {
      return act();
    } catch (error) {
      this.#isBroken = true;
      if (error instanceof GuestFailure) throw error;
      if (error instanceof RangeError && /call stack/.test(error.message))
        throw new GuestFailure('stack', 'It nested too deeply', error);
      throw new GuestFailure('crashed', error instanceof Error ? error.message : String(error), error);
    }
  }

  #refuseException(context: Pointer, value: Pointer): void {
    const error = this.#quickjs.resolveException(context, value);
    if (error === 0) return;
    const message = this.#describe(context, error);
    this.#refuseFatal(message);
    throw new GuestFailure('crashed', message);
  }

  /** Throws for errors that no code of the guest may answer for. */
  #refuseFatal(message: string): void {
    if (this.#wasRefusedMemory || message.includes('out of memory')) throw new GuestFailure('memory', 'Its memory ran out');
    if (this.#wasInterrupted) throw new GuestFailure('interrupted', 'Its code took too long');
  }

  /** The memory as it is now: growing it replaces its buffer. */
  #bytes(): Buffer {
    if (this.#view.buffer !== this.#memory.buffer) this.#view = Buffer.from(this.#memory.buffer);
    return this.#view;
  }

  #describe(context: Pointer, error: Pointer): string {
    return this.#read(this.#quickjs.dump(context, error), 4096) ?? 'an error too long to show';
  }

  #write(text: string): { readonly address: Pointer; readonly bytes: number } {
    const bytes = Buffer.byteLength(text);
    const address = this.#quickjs.malloc(bytes + 1);
    if (address === 0) throw new GuestFailure('memory', 'What goes in does not fit into its memory');
    const memory = this.#bytes();
    memory.write(text, address, bytes, 'utf8');
    memory[address + bytes] = 0;
    return { address, bytes };
  }

  #read(address: Pointer, maxBytes = Number.POSITIVE_INFINITY): string | undefined {
    if (address === 0) throw new GuestFailure('memory', 'What comes out does not fit into its memory');
    const memory = this.#bytes();
    const end = memory.indexOf(0, address);
    return end - address > maxBytes ? undefined : memory.toString('utf8', address, end);
  }
}
