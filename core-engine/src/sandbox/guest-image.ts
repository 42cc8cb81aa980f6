import { layout, type Pointer } from '@sluice/kernel/guest';

/** Where the things lie that the host keeps hold of. They stay valid for as long as the image's memory is in place. */
export interface GuestRoots {
  readonly runtime: Pointer;
  readonly context: Pointer;
  /** The boxed value of the function to call; 0 before anything was loaded. */
  readonly entry: Pointer;
  readonly undefined: Pointer;
  /** Eight bytes for the host's own use. */
  readonly scratch: Pointer;
}

/**
 * All that an instance's memory holds at one moment, the stack aside, which is empty then: the static variables and the heap up to its
 * end. Constants are the same in every instance; beyond the heap's end nothing has ever been written.
 */
export interface GuestImage {
  readonly roots: GuestRoots;
  readonly statics: Uint8Array;
  readonly heap: Uint8Array;
}

/** Beyond what QuickJS checks: its C functions at the bottom of the deepest recursion. */
const STACK_SLACK_BYTES = 128 * 1024;
/** What ordinary steps use of the stack. */
const SHALLOW_BYTES = 48 * 1024;
const PROBE_BYTES = 1024;

export function imageBytes(image: GuestImage): number {
  return image.statics.byteLength + image.heap.byteLength;
}

/** `memory` is the whole of an instance's memory, here and below. */
export function captureImage(memory: Buffer, roots: GuestRoots): GuestImage {
  const copy = (from: number, to: number): Uint8Array => new Uint8Array(memory.subarray(from, to));
  return { roots, statics: copy(layout.constantsEnd, layout.staticEnd), heap: copy(layout.stackTop, heapEnd(memory)) };
}

/** Copies the image back and zeroes what the heap has gained since: after that no byte tells what ran before (I4, I5). */
export function restoreImage(memory: Buffer, { statics, heap }: GuestImage): void {
  const used = heapEnd(memory);
  const end = layout.stackTop + heap.byteLength;
  if (used > end) memory.fill(0, end, used);
  memory.set(statics, layout.constantsEnd);
  memory.set(heap, layout.stackTop);
}

/**
 * Zeroes what was used of the stack. Only between calls, when nothing on it is alive. Its deep part is looked at in one place per KiB and
 * zeroed when anything is found there; compiled code writes to its stack before it reads, so that even a missed byte could tell nothing.
 */
export function clearStack(memory: Buffer, stackBytes: number): void {
  const bottom = layout.stackTop - stackBytes - STACK_SLACK_BYTES;
  const shallow = layout.stackTop - SHALLOW_BYTES;
  let wasDeep = false;
  for (let at = bottom; at < shallow && !wasDeep; at += PROBE_BYTES) wasDeep = memory.readUInt32LE(at) !== 0;
  memory.fill(0, wasDeep ? bottom : shallow, layout.stackTop);
}

function heapEnd(memory: Buffer): number {
  return memory.readUInt32LE(layout.heapEndWord);
}
