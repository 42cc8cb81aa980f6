import { uiLocale } from '../i18n/ui-locale.ts';
import { formatTenths } from './format-tenths.ts';

/** A size in bytes as `312 B`, `1.4 kB`, `2.3 MB` (powers of 1000), with the decimal sign of the locale. */
export function formatBytes(bytes: number, locale = uiLocale()): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${formatTenths(bytes / 1000 ** power, locale)} ${units[power - 1]}`;
}
