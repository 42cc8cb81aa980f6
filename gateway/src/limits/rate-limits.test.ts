import { SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { RateLimits } from './rate-limits.ts';

async function countUntilRefused(take: () => Promise<void>, most: number): Promise<number> {
  for (let taken = 0; taken < most; taken += 1) {
    try {
      await take();
    } catch (error) {
      if (!(error instanceof SluiceError) || error.code !== 'rate_limited') throw error;
      expect(error.retryAfterMs).toBeGreaterThan(0);
      return taken;
    }
  }
  return most;
}

describe('the rate limits', () => {
  it('count requests per key, claims and streams per address', async () => {
    const limits = new RateLimits({ hookRate: 0 });
    expect(await countUntilRefused(() => limits.takeRequest('did:a'), 6000)).toBe(5000);
    expect(await countUntilRefused(() => limits.takeRequest('did:b'), 1)).toBe(1);
    expect(await countUntilRefused(() => limits.takeClaim('10.0.0.1'), 100)).toBe(60);
    expect(await countUntilRefused(() => limits.takeClaim('10.0.0.2'), 1)).toBe(1);
    expect(await countUntilRefused(() => limits.takeStream('10.0.0.1'), 300)).toBe(200);
  });

  it('stop an address whose signatures were refused too often, and no other', async () => {
    const limits = new RateLimits({ hookRate: 0 });
    await limits.checkRefusals('10.0.0.1');
    for (let refusals = 0; refusals <= 2000; refusals += 1) await limits.noteRefusal('10.0.0.1');
    await expect(limits.checkRefusals('10.0.0.1')).rejects.toThrow(/rate_limited/);
    await limits.checkRefusals('10.0.0.2');
  });

  it('leave hooks alone unless the settings say so', async () => {
    expect(new RateLimits({ hookRate: 0 }).limitsHooks).toBe(false);
    const limited = new RateLimits({ hookRate: 2 });
    expect(limited.limitsHooks).toBe(true);
    expect(await countUntilRefused(() => limited.takeHook('10.0.0.1'), 100)).toBe(20);
  });
});
