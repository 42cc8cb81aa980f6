import { uiLocale } from '../i18n/ui-locale.ts';
import { formatTenths } from './format-tenths.ts';

/** A count that fits a pill: `999`, `1.2k`, `25k`, `3.4M`, with the decimal sign of the locale. */
export function formatCount(count: number, locale = uiLocale()): string {
  if (count < 1000) return String(count);
  if (count < 999_500) return `${short(count / 1000, locale)}k`;
  return `${short(count / 1_000_000, locale)}M`;
}

const short = (value: number, locale: string): string =>
  value < 9.95 ? formatTenths(value, locale).replace(/\D0$/, '') : String(Math.round(value));
