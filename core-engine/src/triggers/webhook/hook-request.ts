/** A call of `/hooks/<path>` as the gateway passed it on. */
export interface HookRequest {
  readonly method: string;
  /** What follows `/hooks/`, without the query. */
  readonly path: string;
  /** The query without `?`, as it was sent. */
  readonly query: string;
  /** The caller's own headers by lower-case name; several of one name joined with a comma. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Uint8Array;
  /** Who signed the call, where the gateway found the signature good (I8). */
  readonly actor?: string | undefined;
  /** Whether the one who signed has a role here: the key is registered, and not revoked. */
  readonly isRegistered?: boolean | undefined;
  /** The code of what was wrong with the signature, where there is one. */
  readonly signatureFault?: string | undefined;
}

/** Splits `/hooks/orders/new?x=1` into what a hook request has; undefined for another path. Percent-encoding is resolved in the path. */
export function parseHookTarget(target: string): { readonly path: string; readonly query: string } | undefined {
  if (!target.startsWith('/hooks/')) return undefined;
  const mark = target.indexOf('?');
  const path = target.slice('/hooks/'.length, mark === -1 ? undefined : mark);
  const query = mark === -1 ? '' : target.slice(mark + 1);
  if (!path.includes('%')) return { path, query };
  try {
    return { path: decodeURIComponent(path), query };
  } catch {
    return undefined;
  }
}
