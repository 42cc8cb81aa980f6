import type { Json } from '@sluice/protocol';
import type { DataItem } from './item-source.ts';
import type { ViewMode } from './view-mode.ts';

const HTML = /^\s*<(?:!doctype html|html|head|body|div|p|table|section|article|h[1-6]|ul|ol|span)\b/i;
const LONG_TEXT = 200;

/** The ways in which items can be looked at, and the one that shows best what they are. */
export function viewsOf(
  items: readonly DataItem[],
  total: number,
): { readonly modes: readonly ViewMode[]; readonly best: ViewMode } {
  const [first] = items;
  const hasFiles = items.some(({ blobs }) => blobs !== undefined && Object.keys(blobs).length > 0);
  const text = first === undefined ? undefined : textIn(first.json);
  const isHtml = text !== undefined && HTML.test(text);
  const isText = text !== undefined && (typeof first?.json === 'string' || text.includes('\n') || text.length > LONG_TEXT);
  const modes: ViewMode[] = ['table', 'json', 'schema'];
  if (isText || isHtml) modes.push('text');
  if (isHtml) modes.push('html');
  if (hasFiles) modes.push('files');
  if (hasFiles) return { modes, best: 'files' };
  if (typeof first?.json === 'string' && total === 1) return { modes, best: isHtml ? 'html' : 'text' };
  return { modes, best: total > 1 ? 'table' : 'json' };
}

/** The text of a value: itself, or the longest of its fields. */
export function textIn(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.values(value).filter((each) => typeof each === 'string');
  return texts.reduce<string | undefined>((longest, each) => (each.length > (longest?.length ?? 0) ? each : longest), undefined);
}
