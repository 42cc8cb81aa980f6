import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createLogHandle } from './log-handle.ts';
import { createPinoLogSink } from './pino-log-sink.ts';
import { failureOf, perform } from './test-support.ts';

describe('the log handle', () => {
  it("writes level, message and place to the engine's log, and never the data", async () => {
    const lines: string[] = [];
    const handle = createLogHandle({
      write: createPinoLogSink(pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })),
    });
    expect(
      await perform(handle, 'write', 'log:', { args: { level: 'warn', message: 'stock is low', data: { card: '4111' } } }),
    ).toEqual({ kind: 'value', value: null });
    await perform(handle, 'write', 'log:', { args: { message: 'plain' } });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, msg: 'stock is low', workflowId: 'wf-1', nodeId: 'n' },
      { level: 30, msg: 'plain' },
    ]);
    expect(lines.join()).not.toContain('4111');
  });

  it.each([{}, { message: 1 }, { message: 'x', level: 'loud' }, { message: 'x'.repeat(16_385) }])(
    'refuses bad arguments',
    async (args) => {
      const handle = createLogHandle({ write: () => undefined });
      expect((await failureOf(perform(handle, 'write', 'log:', { args }))).code).toBe('effect_args_invalid');
    },
  );
});
