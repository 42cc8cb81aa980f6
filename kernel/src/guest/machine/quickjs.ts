/**
 * QuickJS-ng as a bare WebAssembly instance. Owns the imports that the build asks for and the names of its exports; gives every instance
 * a memory of its own with a cap, a clock that stands still, UTC as its time zone, and nothing else of the host (I4, I5).
 * Emscripten's own glue is left out: it is asynchronous, reads the host's clock and time zone, and grows memory as it likes.
 *
 * The names are those of one build; the engine checks its hash (`core-engine/src/sandbox/quickjs-build.ts`). Nothing here is Node's alone: the
 * editor previews expressions in the same machine.
 */

/** An address in the instance's memory. 0 stands for none. */
export type Pointer = number;

export interface QuickjsHost {
  /** What the guest's clocks say, in ms since the epoch. */
  nowMs(): number;
  /** Asked now and then while guest code runs; true ends it. */
  shouldInterrupt(): boolean;
  /** The guest asked for more memory than there may be; it learns so by an exception. */
  memoryRefused(): void;
}

/** The walls that are the same wherever a guest runs, in bytes: its whole memory, of which 5.1 MiB are not for its values, and its stack. */
export const guestWalls = { memoryBytes: 192 * 1024 * 1024, stackBytes: 256 * 1024 } as const;

/** The functions of QuickJS that the sandbox calls. Values are boxed: a pointer to a value that the caller owns. */
export interface QuickjsExports {
  malloc(bytes: number): Pointer;
  free(address: Pointer): void;
  newRuntime(): Pointer;
  setMaxStackSize(runtime: Pointer, bytes: number): void;
  enableInterruptHandler(runtime: Pointer): void;
  newContext(runtime: Pointer, intrinsics: number): Pointer;
  getUndefined(): Pointer;
  newString(context: Pointer, utf8: Pointer): Pointer;
  /** A string that ends in a zero byte. */
  getString(context: Pointer, value: Pointer): Pointer;
  evaluate(context: Pointer, utf8: Pointer, bytes: number, fileName: Pointer, detectModule: number, flags: number): Pointer;
  call(context: Pointer, callee: Pointer, self: Pointer, count: number, values: Pointer): Pointer;
  /** The error, when the value is an exception, else 0. */
  resolveException(context: Pointer, value: Pointer): Pointer;
  /** A value as text for people; a string that ends in a zero byte. */
  dump(context: Pointer, value: Pointer): Pointer;
  /** Runs at most `count` jobs; gives their number, or the error of the one that failed. */
  executePendingJobs(runtime: Pointer, count: number, lastContext: Pointer): Pointer;
  isJobPending(runtime: Pointer): number;
  /** The `typeof` of a value; a string that ends in a zero byte. */
  typeOf(context: Pointer, value: Pointer): Pointer;
}

const exportNames: Readonly<Record<keyof QuickjsExports, string>> = {
  malloc: 'w',
  free: 'N',
  newRuntime: 'L',
  setMaxStackSize: 'E',
  enableInterruptHandler: 'Ga',
  newContext: 'O',
  getUndefined: 'G',
  newString: '$',
  getString: 'aa',
  evaluate: 'qa',
  call: 'na',
  resolveException: 'oa',
  dump: 'pa',
  executePendingJobs: 'ha',
  isJobPending: 'ga',
  typeOf: 'sa',
};

/** Where things lie in this build's memory, in bytes. The stack grows down from `stackTop`, the heap up from there. */
export const layout = {
  pageBytes: 65_536,
  /** The least memory that the build takes: 16 MiB, of which 5 MiB are set aside for the stack. */
  initialPages: 256,
  /** Constants lie below, and are never written to: variables begin at 96,5xx (the tests compare every byte). */
  constantsEnd: 90_112,
  staticEnd: 99_952,
  stackTop: 5_342_832,
  /** The word that holds the end of the heap. It only grows; what lies beyond has never been written to. */
  heapEndWord: 96_576,
} as const;

/** Instantiates QuickJS over a memory. Synchronous, so that an instance that broke can be replaced within a step. */
export function instantiateQuickjs(module: WebAssembly.Module, memory: WebAssembly.Memory, host: QuickjsHost): QuickjsExports {
  const instance = new WebAssembly.Instance(module, { a: createImports(memory, host) });
  const { exports } = instance;
  const start = exports['v'] as () => void; // the build's static constructors
  start();
  return Object.fromEntries(Object.entries(exportNames).map(([name, key]) => [name, exports[key]])) as unknown as QuickjsExports; // by name, as listed
}

const BAD_FILE = 8;

function createImports(memory: WebAssembly.Memory, host: QuickjsHost): Record<string, WebAssembly.ImportValue> {
  const view = (): DataView => new DataView(memory.buffer);
  const broke = (what: string) => (): never => {
    throw new Error(`QuickJS called ${what}`);
  };
  return {
    a: memory,
    b: broke('assert'),
    r: broke('abort'),
    s: broke('exit'),
    t: broke('a host function'), // there are none
    h: broke('the module loader'),
    g: broke('the module loader'),
    u: broke('a host reference'),
    i: () => (host.shouldInterrupt() ? 1 : 0),
    k: (bytes: number) => {
      if (growTo(memory, bytes >>> 0)) return 1;
      host.memoryRefused();
      return 0;
    },
    p: () => host.nowMs(),
    q: (_clock: number, _precision: bigint, at: Pointer) => {
      view().setBigInt64(at, BigInt(Math.round(host.nowMs())) * 1_000_000n, true);
      return 0;
    },
    m: (seconds: bigint, at: Pointer) => writeUtc(view(), Number(seconds), at),
    n: (zone: Pointer, daylight: Pointer, standardName: Pointer, daylightName: Pointer) => {
      view().setInt32(zone, 0, true);
      view().setInt32(daylight, 0, true);
      for (const name of [standardName, daylightName]) new Uint8Array(memory.buffer).set([85, 84, 67, 0], name); // UTC
    },
    j: () => 0, // timers: none
    l: () => {},
    e: () => 0, // environment: empty
    f: (count: Pointer, bytes: Pointer) => {
      view().setUint32(count, 0, true);
      view().setUint32(bytes, 0, true);
      return 0;
    },
    c: () => BAD_FILE, // files: none
    d: () => BAD_FILE,
    o: () => BAD_FILE,
  };
}

/** Grows by whole MiB, so that a step that allocates bit by bit does not grow at every turn. False at the cap. */
function growTo(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / layout.pageBytes);
  for (const pages of [Math.ceil(missing / 16) * 16, missing]) {
    try {
      memory.grow(pages);
      return true;
    } catch {
      // The cap: try what is needed and no more, then give up.
    }
  }
  return false;
}

/** Fills in a `struct tm` (musl) for a moment in UTC. */
function writeUtc(view: DataView, seconds: number, at: Pointer): void {
  const date = new Date(seconds * 1000);
  const year = date.getUTCFullYear();
  const dayOfYear = Math.floor((Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(year, 0, 1)) / 86_400_000);
  const fields = [
    date.getUTCSeconds(),
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth(),
    year - 1900,
    date.getUTCDay(),
    dayOfYear,
    0, // no daylight saving
    0, // no offset from UTC
  ];
  for (const [index, field] of fields.entries()) view.setInt32(at + index * 4, field, true);
}
