import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRelative } from '../format/format-relative.ts';
import { uiLocale } from '../i18n/ui-locale.ts';

/** One clock for all: it ticks every 15 s while anything listens. */
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

/** A moment as `5 minutes ago`, kept right as time passes; the full date on hover. `at` is RFC 3339 or ms since the epoch. */
export function RelativeTime({ at }: { readonly at: string | number }) {
  useTranslation(); // drawn anew when another language is chosen
  const locale = uiLocale();
  const shownNow = useSyncExternalStore(listen, () => nowMs);
  const date = new Date(at);
  const now = Math.max(shownNow, Date.now() - 15_000);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString(locale)}>
      {formatRelative(date.getTime(), now, locale)}
    </time>
  );
}
