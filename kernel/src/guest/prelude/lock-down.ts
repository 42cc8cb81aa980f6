/**
 * Takes from the guest, after its code has been loaded, whatever could turn text into code (I6), and whatever would let a run differ
 * from its replay (I4): garbage collection and shared memory. Runs in the guest: it must not refer to anything outside itself.
 *
 * What stays reachable is harmless in any case: the guest holds nothing, and its memory is put back before the next step (I5).
 */
export function lockDown(globals: { [name: string]: unknown }): void {
  const fix = (target: object, name: string, value: unknown): void => {
    Object.defineProperty(target, name, { value, writable: false, enumerable: false, configurable: false });
  };
  const refusal = (what: string) =>
    function refuse(): never {
      throw new EvalError(`${what} is not there: in the sandbox, text never becomes code`);
    };
  const kinds: readonly (readonly [string, object])[] = [
    ['Function', () => {}],
    ['AsyncFunction', async () => {}],
    ['GeneratorFunction', function* () {}],
    ['AsyncGeneratorFunction', async function* () {}],
  ];
  for (const [name, example] of kinds) {
    const prototype: object = Object.getPrototypeOf(example);
    const refuse = refusal(`The constructor ${name}`);
    fix(refuse, 'name', name);
    fix(refuse, 'prototype', prototype); // `instanceof Function` still says what it should
    fix(prototype, 'constructor', refuse);
    if (name === 'Function') fix(globals, name, refuse);
  }
  fix(globals, 'eval', refusal('eval'));
  fix(Error, 'prepareStackTrace', undefined); // it would hand out the functions on the stack, the runtime's own among them
  for (const name of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'performance']) delete globals[name];
}
