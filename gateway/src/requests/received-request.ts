import type { IncomingMessage } from 'node:http';
import { SluiceError } from '@sluice/protocol';
import type { ReceivedRequest } from '@sluice/protocol/signing';

/**
 * The request as its signature sees it: method and target exactly as they came. Node joins several lines of one field by `, `.
 *
 * @throws SluiceError `request_invalid` for a target that is no path (`*`, an absolute URI).
 */
export function receivedRequest(incoming: IncomingMessage): ReceivedRequest {
  const target = incoming.url ?? '';
  if (!target.startsWith('/')) throw new SluiceError('request_invalid', 'The request target must be a path.');
  const split = target.indexOf('?');
  return {
    method: incoming.method ?? '',
    path: split < 0 ? target : target.slice(0, split),
    query: split < 0 ? '' : target.slice(split),
    // set-cookie alone can be a list, and is no header of a request.
    headers: incoming.headers as Readonly<Record<string, string | undefined>>,
  };
}
