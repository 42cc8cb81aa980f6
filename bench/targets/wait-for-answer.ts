import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ORDER_ANSWER, orderBody } from '../load/order.ts';

/** Sends one order until the right answer comes. Throws when it does not come in time, with what came instead. */
export async function waitForAnswer(url: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: orderBody() });
      last = `${response.status} ${await response.text()}`;
      if (response.ok && isDeepStrictEqual(JSON.parse(last.slice(4)), ORDER_ANSWER)) return;
    } catch (error) {
      last = String(error);
    }
    await sleep(100);
  }
  throw new Error(`${url} did not give the right answer in ${timeoutMs} ms; last: ${last}`);
}
