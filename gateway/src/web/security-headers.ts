export type HeaderSet = Readonly<Record<string, string>>;

/** On every answer. */
const always: HeaderSet = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** On answers of the API: they are data, never a page. */
export const apiHeaders: HeaderSet = {
  ...always,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * On pages of ours. No script but our own files, and no `eval`; `wasm-unsafe-eval` lets the browser compile the sandbox, which is
 * WebAssembly. Styles may be inline, as the component library writes them.
 *
 * @param origins under which the page may open a stream: older browsers do not count `ws:` as `'self'`.
 */
export function pageHeaders(origins: readonly string[]): HeaderSet {
  // A policy cannot name an IPv6 address (CSP3 section 2.3.1); there `'self'` has to do.
  const streams = origins.filter((origin) => !origin.includes('[')).map((origin) => origin.replace(/^http/, 'ws'));
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    // Sound and films of an execution, which were fetched by signed requests.
    'media-src blob:',
    "font-src 'self' data:",
    `connect-src ${["'self'", ...streams].join(' ')}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  const hasTls = origins.some((origin) => origin.startsWith('https:'));
  return {
    ...always,
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'x-frame-options': 'DENY',
    ...(hasTls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * On answers of hooks, whatever the workflow says: a page that a workflow gives out is on the web app's own origin, so it is shown in
 * a sandbox, where it has another one and reaches neither the app's key nor its API.
 */
export const hookHeaders: HeaderSet = {
  ...always,
  'content-security-policy': 'sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts',
};

/**
 * Headers that an answer of a workflow may not set for the gateway's origin, those of the connection (RFC 9110 section 7.6.1), and the
 * length, which is counted.
 */
export const withheldFromHooks: ReadonlySet<string> = new Set([
  ...Object.keys(hookHeaders),
  'connection',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'alt-svc',
  'clear-site-data',
  'public-key-pins',
  'service-worker-allowed',
  'strict-transport-security',
]);
