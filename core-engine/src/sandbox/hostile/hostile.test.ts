import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLatenessProbe } from '../lateness-probe.ts';
import { createSandboxPool } from '../pool.ts';
import { codePlan, freshJob } from '../test-support.ts';
import { type HostileProgram, hostilePrograms } from './programs.ts';

/**
 * The corpus against the real pool, one program after the other on the same workers: each must end in time and as it should, take bounded
 * memory, and leave the next run of its owner and the runs of others as they would have been without it.
 */
const pool = createSandboxPool({ workers: 1 });
const probe = startLatenessProbe();
const GRACE_MS = 250;
/** The cap of one guest twice over, and what the process itself holds. */
const MOST_RSS_BYTES = 800 * 1024 * 1024;

/** Touches what programs like to spoil. */
const control = codePlan(`
  const keys = []; for (const key in {}) keys.push(key);
  return { keys, sorted: [3, 1, 2].sort().join(), now: Date.now(), roll: Math.random(), text: JSON.stringify({ a: [new Map([[1, 2]]).get(1)] }), own: typeof globalThis.left };
`);
/** Programs that may run out of time do so soon; others have time enough on a busy machine. */
function limited(program: HostileProgram): HostileProgram & { readonly timeoutMs: number } {
  const { ends, timeoutMs = 'codes' in ends && ends.codes.includes('step_timeout') ? 250 : 5000 } = program;
  return { ...program, timeoutMs };
}

let expected: unknown;
let runs = 0;

async function runControl(owner: string): Promise<unknown> {
  const { status, output } = await pool.run(freshJob(`control-${runs++}`, control, { owner }));
  return { status, output };
}

beforeAll(async () => {
  expected = await runControl('did:key:alice');
  expect(expected).toMatchObject({ status: 'completed', output: { value: [{ keys: [], sorted: '1,2,3', own: 'undefined' }] } });
});
afterAll(() => Promise.all([pool.close(), probe.stop()]));

describe('a hostile program', () => {
  it.each(hostilePrograms.map((program) => [program.name, program] as const))(
    'is contained: %s',
    { retry: 1 },
    async (_, program) => {
      const { code, ends, timeoutMs } = limited(program);
      const plan = codePlan(`globalThis.left = 'behind';\n${code}`, { timeoutMs });
      const start = { ms: performance.now(), lateMs: probe.lateMs };
      const result = await pool.run(freshJob(`hostile-${runs++}`, plan));
      // Less what a machine with other work keeps threads waiting.
      const tookMs = performance.now() - start.ms - (probe.lateMs - start.lateMs);
      if ('output' in ends) expect(result).toMatchObject({ status: 'completed', output: { value: ends.output } });
      else
        expect({ status: result.status, error: result.error }).toMatchObject({
          status: 'failed',
          error: { code: expect.toBeOneOf([...ends.codes]), nodeId: 'code' },
        });
      expect(tookMs).toBeLessThan(timeoutMs + GRACE_MS);
      expect(await runControl('did:key:alice')).toEqual(expected);
      expect(await runControl('did:key:bob')).toEqual(expected);
      expect(process.memoryUsage().rss).toBeLessThan(MOST_RSS_BYTES);
    },
  );

  it('is one of at least 45', () => {
    expect(new Set(hostilePrograms.map(({ code }) => code)).size).toBeGreaterThanOrEqual(45);
  });
});
