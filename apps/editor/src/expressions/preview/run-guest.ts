import { type GuestChunk, guestBase, guestWalls, instantiateQuickjs, layout, type Pointer } from '@sluice/kernel/guest';

/** The guest ended without an answer: its memory ran out, it nested too deeply, or the machine broke. */
export class GuestEnd extends Error {
  readonly code: 'step_memory' | 'step_stack' | 'step_crashed';

  constructor(code: GuestEnd['code'], message: string) {
    super(message);
    this.name = 'GuestEnd';
    this.code = code;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Runs a guest once, in a QuickJS of its own with the walls that the engine has: loads the chunks, hands the last one's value the request and
 * gives what it answers. Time is not its business: whoever calls it ends the thread.
 */
export function runGuest(module: WebAssembly.Module, chunks: readonly GuestChunk[], requestText: string, nowMs: number): string {
  const memory = new WebAssembly.Memory({
    initial: layout.initialPages,
    maximum: Math.floor(guestWalls.memoryBytes / layout.pageBytes),
  });
  let isFull = false;
  const quickjs = instantiateQuickjs(module, memory, {
    nowMs: () => nowMs,
    shouldInterrupt: () => isFull,
    memoryRefused: () => {
      isFull = true;
    },
  });
  const bytes = (): Uint8Array => new Uint8Array(memory.buffer);

  const write = (text: string): { address: Pointer; length: number } => {
    const encoded = encoder.encode(text);
    const address = quickjs.malloc(encoded.length + 1);
    if (address === 0) throw new GuestEnd('step_memory', 'What goes in does not fit into its memory');
    bytes().set(encoded, address);
    bytes()[address + encoded.length] = 0;
    return { address, length: encoded.length };
  };
  const read = (address: Pointer): string => {
    if (address === 0) throw new GuestEnd('step_memory', 'What comes out does not fit into its memory');
    return decoder.decode(bytes().subarray(address, bytes().indexOf(0, address)));
  };

  const runtime = quickjs.newRuntime();
  quickjs.setMaxStackSize(runtime, guestWalls.stackBytes);
  quickjs.enableInterruptHandler(runtime);
  const context = quickjs.newContext(runtime, 0);
  const self = quickjs.getUndefined();
  const scratch = quickjs.malloc(8);

  /** What the guest cannot answer for; else the error's text. */
  const failureOf = (error: Pointer): string => {
    const message = read(quickjs.dump(context, error));
    if (isFull || message.includes('out of memory')) throw new GuestEnd('step_memory', 'Its memory ran out');
    return message;
  };
  const evaluate = ({ name, text, otherwise }: GuestChunk): Pointer => {
    const source = write(text);
    const value = quickjs.evaluate(context, source.address, source.length, write(name).address, 0, 0);
    const error = quickjs.resolveException(context, value);
    if (error === 0) return value;
    const message = failureOf(error);
    if (otherwise === undefined) throw new GuestEnd('step_crashed', `${name} could not be loaded: ${message}`);
    return evaluate({ name, text: otherwise(message) });
  };
  const enter = (entry: Pointer, text: string): string => {
    const argument = quickjs.newString(context, write(text).address);
    new DataView(memory.buffer).setUint32(scratch, argument, true);
    const answer = quickjs.call(context, entry, self, 1, scratch);
    const error = quickjs.resolveException(context, answer);
    if (error !== 0) throw new GuestEnd('step_crashed', failureOf(error));
    return read(quickjs.getString(context, answer));
  };
  const runJobs = (): void => {
    while (quickjs.isJobPending(runtime) !== 0) {
      const result = quickjs.executePendingJobs(runtime, 256, scratch);
      if (read(quickjs.typeOf(context, result)) !== 'number') failureOf(result);
    }
  };

  try {
    const entry = [...guestBase, ...chunks].reduce<Pointer>((_, chunk) => evaluate(chunk), 0);
    let answer = enter(entry, requestText);
    while (answer === '') {
      runJobs();
      answer = enter(entry, '');
    }
    if (isFull) throw new GuestEnd('step_memory', 'Its memory ran out');
    return answer;
  } catch (error) {
    if (error instanceof GuestEnd) throw error;
    if (error instanceof RangeError && /call stack/.test(error.message)) throw new GuestEnd('step_stack', 'It nested too deeply');
    throw new GuestEnd('step_crashed', error instanceof Error ? error.message : String(error));
  }
}
