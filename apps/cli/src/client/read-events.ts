import { getExecutionEvents, type ResponseOf } from '@sluice/protocol';
import type { GatewayClient } from './gateway-client.ts';
import { requestEndpoint } from './request-endpoint.ts';

export type JournalEntry = ResponseOf<typeof getExecutionEvents>['events'][number];

const PAGE_OF_EVENTS = 1000;

/** Hands out every event after `after` that there is now; answers with the last one's seq. */
export async function readEvents(
  client: GatewayClient,
  id: string,
  after: number,
  onEvent: (event: JournalEntry) => void,
): Promise<number> {
  let seen = after;
  for (;;) {
    const query = { after: seen, limit: PAGE_OF_EVENTS };
    const page = await requestEndpoint(client, getExecutionEvents, { params: { id }, query });
    for (const event of page.events) onEvent(event);
    seen = page.events.at(-1)?.seq ?? seen;
    if (page.events.length === 0 || seen >= page.lastSeq) return seen;
  }
}
