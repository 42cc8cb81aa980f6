import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { webStreamOf } from './web-stream-of.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('webStreamOf', () => {
  it('gives the bytes on', async () => {
    expect(await new Response(webStreamOf(Readable.from([Buffer.from('one '), Buffer.from('two')]))).text()).toBe('one two');
  });

  it('lets go of the source when the reader goes away with bytes on their way, and nothing is thrown', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown) => uncaught.push(error);
    process.on('uncaughtException', note);
    const body = new Readable({ read() {} });
    const reader = webStreamOf(body).getReader();
    const first = reader.read();
    body.push(Buffer.from('first'));
    await first;
    for (let index = 0; index < 40; index++) body.push(Buffer.alloc(70_000));
    const pending = reader.read().catch(() => undefined);
    const cancelled = reader.cancel();
    body.push(Buffer.from('late'));
    await Promise.all([pending, cancelled, turn()]);
    process.off('uncaughtException', note);
    expect(body.destroyed).toBe(true);
    expect(uncaught).toEqual([]);
  });
});
