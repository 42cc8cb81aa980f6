/** An address of this very site, path and all that follows; undefined for anything else, which nobody shall be led to. */
export function innerAddress(value: unknown, origin: string): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('/')) return undefined;
  const url = URL.canParse(value, origin) ? new URL(value, origin) : undefined;
  return url?.origin === origin ? url.href.slice(origin.length) : undefined;
}
