/** The part of WebAssembly's JavaScript interface that the sandbox uses. TypeScript has its types in the DOM library alone. */
// biome-ignore lint/style/noNamespace: that is what the global is
declare namespace WebAssembly {
  interface MemoryDescriptor {
    readonly initial: number;
    readonly maximum: number;
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor);
    readonly buffer: ArrayBuffer;
    /** Grows by so many pages of 64 KiB; throws a RangeError beyond the maximum. */
    grow(pages: number): number;
  }
  type ImportValue = Memory | ((...args: never[]) => unknown);
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, ImportValue>>);
    readonly exports: { readonly [name: string]: unknown };
  }
}
