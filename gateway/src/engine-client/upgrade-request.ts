import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { EngineAddress } from '../settings.ts';

/** A GET that asks the engine to switch protocols; not sent before its `end`. */
export function createUpgradeRequest(
  address: EngineAddress,
  { path, headers }: { path: string; headers: Readonly<Record<string, string>> },
): ClientRequest {
  if ('socketPath' in address) return requestHttp({ ...address, path, headers, agent: false });
  const url = new URL(path, address.origin);
  return (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { headers, agent: false });
}
