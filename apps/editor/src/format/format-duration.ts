import { uiLocale } from '../i18n/ui-locale.ts';
import { formatTenths } from './format-tenths.ts';

/**
 * A duration in ms as a person reads it at a glance: `<1 ms`, `24 ms`, `1.2 s`, `3 m 05 s`, `2 h 04 m`, `3 d 2 h`. The units are
 * the symbols that are the same in every language; the decimal sign is the locale's.
 */
export function formatDuration(ms: number, locale = uiLocale()): string {
  if (ms < 1) return '<1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${formatTenths(ms / 1000, locale)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

const pad = (value: number): string => String(value).padStart(2, '0');
