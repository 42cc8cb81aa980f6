import { uiLocale } from '../i18n/ui-locale.ts';
import { formatBytes } from './format-bytes.ts';

/** A limit as it was meant: `192 MiB` (powers of 1024) where it is a whole number of them, else as `formatBytes` says it. */
export function formatBinaryBytes(bytes: number, locale = uiLocale()): string {
  for (const [unit, size] of [
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ] as const) {
    if (bytes >= size && bytes % size === 0) return `${(bytes / size).toLocaleString(locale)} ${unit}`;
  }
  return formatBytes(bytes, locale);
}
