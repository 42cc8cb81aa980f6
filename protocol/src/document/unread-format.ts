/** The format of the `document` in a value when it is one that this version does not read, e.g. `sluice/2`; undefined otherwise. */
export function unreadFormat(value: unknown): string | undefined {
  const format = (value as { document?: { format?: unknown } } | null | undefined)?.document?.format;
  return typeof format === 'string' && /^sluice\/\d+$/.test(format) && Number(format.slice(7)) > 1 ? format : undefined;
}
