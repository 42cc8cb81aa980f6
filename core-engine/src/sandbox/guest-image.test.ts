import { guestBase } from '@sluice/kernel';
import { instantiateQuickjs, layout } from '@sluice/kernel/guest';
import { describe, expect, it } from 'vitest';
import { createGuestMemory, GuestInstance } from './guest-instance.ts';
import { compileQuickjs } from './quickjs-build.ts';
import { defaultLimits } from './sandbox-limits.ts';

const module = compileQuickjs();
const chunk = (text: string) => [{ name: 'test', text }];

function booted(memory = createGuestMemory(defaultLimits)): GuestInstance {
  const instance = new GuestInstance({ module, limits: defaultLimits, memory });
  instance.boot();
  instance.setLimits({ nowMs: 0, timeoutMs: 10_000 });
  return instance;
}

describe('a guest image', () => {
  it('puts every byte of the memory back, however wild the run was (I5)', () => {
    const memory = createGuestMemory(defaultLimits);
    const instance = booted(memory);
    instance.load([
      ...guestBase,
      ...chunk(`(text) => {
        if (text === 'deep') { const f = () => { try { f(); } catch {} }; f(); }
        if (text === 'wide') globalThis.wide = Array.from({ length: 20000 }, (_, i) => ({ i }));
        if (text === 'buffer') globalThis.buffer = new Uint8Array(4e6).fill(7);
        if (text === 'jobs') { const again = (n) => n && Promise.resolve().then(() => again(n - 1)); again(100); }
        return 'x';
      }`),
    ]);
    const image = instance.capture();
    const fingerprint = (): string => {
      instance.restore(image);
      return Buffer.from(memory.buffer).toString('latin1');
    };
    const clean = fingerprint();
    for (const text of ['a', 'wide', 'buffer', 'deep', 'jobs', 'wide']) {
      instance.enter(text);
      instance.runJobs();
      expect(instance.isSpent).toBe(false);
      expect(fingerprint() === clean, text).toBe(true);
    }
  });

  it('is the same bytes whenever and wherever it is made (I4)', () => {
    const [one, two] = [booted(), booted()];
    for (const instance of [one, two]) instance.load(guestBase);
    const [a, b] = [one.capture(), two.capture()];
    expect(Buffer.compare(a.heap, b.heap)).toBe(0);
    expect(Buffer.compare(a.statics, b.statics)).toBe(0);
    expect(a.roots).toEqual(b.roots);
  });

  it('made in one instance runs in another', () => {
    const maker = booted();
    maker.load(chunk('(() => { let n = 0; return (text) => text + ++n; })()'));
    const image = maker.capture();
    const other = new GuestInstance({ module, limits: defaultLimits });
    for (let round = 0; round < 3; round++) {
      other.restore(image);
      other.setLimits({ nowMs: 0, timeoutMs: 1000 });
      expect(other.enter('n')).toBe('n1');
      expect(other.enter('n')).toBe('n2');
    }
  });

  it('stays as compact as small steps need', () => {
    const instance = booted();
    instance.load(guestBase);
    const { heap, statics } = instance.capture();
    expect(heap.byteLength + statics.byteLength).toBeLessThan(256 * 1024);
  });
});

describe('an instance', () => {
  it('that broke is not used again', () => {
    const instance = booted();
    instance.load(chunk('(text) => { for (;;); }'));
    instance.setLimits({ nowMs: 0, timeoutMs: 20 });
    expect(() => instance.enter('x')).toThrow('took too long');
    expect(instance.isSpent).toBe(true);
    expect(() => instance.enter('x')).toThrow('broken');
  });

  it('knows where its heap ends: beyond, nothing was ever written', () => {
    const memory = new WebAssembly.Memory({ initial: layout.initialPages, maximum: 1024 });
    const quickjs = instantiateQuickjs(module, memory, { nowMs: () => 0, shouldInterrupt: () => false, memoryRefused: () => {} });
    for (const bytes of [100, 1_000_000, 50, 3_000_000]) {
      const address = quickjs.malloc(bytes);
      new Uint8Array(memory.buffer).fill(1, address, address + bytes);
      const end = new DataView(memory.buffer).getUint32(layout.heapEndWord, true);
      expect(end).toBeGreaterThanOrEqual(address + bytes);
      expect(new Uint8Array(memory.buffer).subarray(end).every((byte) => byte === 0)).toBe(true);
    }
  });
});
