import { notifications } from '@mantine/notifications';
import type { TFunction } from 'i18next';
import type { Remark } from './fragment.ts';

/** The notice that is shown: the next one takes its place. */
let shown: string | undefined;

/** Says what was left out, or why nothing was pasted. */
export function showRemarks(t: TFunction, remarks: readonly Remark[], color: 'gray' | 'red' = 'gray'): void {
  if (shown !== undefined) notifications.hide(shown);
  if (remarks.length === 0) return;
  const message = [...new Set(remarks.map(({ key, values }) => t(key, { ...values })))].join('\n');
  shown = notifications.show({ message, color, autoClose: 10_000, styles: { description: { whiteSpace: 'pre-line' } } });
}
