import { describe, expect, it } from 'vitest';
import { createRandomHandle } from './random-handle.ts';
import { answeredValue, failureOf, perform } from './test-support.ts';

const handle = createRandomHandle();

describe('the random handle', () => {
  it.each([
    [{ count: 8 }, /^[0-9a-f]{16}$/],
    [{ count: 3, encoding: 'base64' }, /^[A-Za-z0-9+/]{4}$/],
    [{ count: 2, encoding: 'base64url' }, /^[A-Za-z0-9_-]{3}$/],
  ])('gives bytes: %j', async (args, shape) => {
    const [one, other] = [
      await answeredValue(perform(handle, 'bytes', 'random:', { args })),
      await answeredValue(perform(handle, 'bytes', 'random:', { args: { ...args, count: 32 } })),
    ];
    expect(one).toMatch(shape);
    expect(other).not.toBe(await answeredValue(perform(handle, 'bytes', 'random:', { args: { ...args, count: 32 } })));
  });

  it('gives ids of the version that is asked for', async () => {
    expect(await answeredValue(perform(handle, 'uuid', 'random:'))).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(await answeredValue(perform(handle, 'uuid', 'random:', { args: { version: 7 } }))).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7/,
    );
  });

  it.each([{}, { count: 0 }, { count: 65_537 }, { count: 1.5 }, { count: 1, encoding: 'utf8' }])(
    'refuses bytes %j',
    async (args) => {
      expect((await failureOf(perform(handle, 'bytes', 'random:', { args }))).code).toBe('effect_args_invalid');
    },
  );
});
