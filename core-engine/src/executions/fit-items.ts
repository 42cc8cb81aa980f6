import type { ItemView, Json } from '@sluice/protocol';

/** What a preview keeps: so many characters of a text, so many members of a list or object, so deep. */
const kept = { text: 2000, members: 100, depth: 6 };

/** As many of the items, from the first on, as take no more than `maxBytes` of JSON; at least one, cut to a preview when it is larger. */
export function fitItems(items: readonly ItemView[], maxBytes: number): ItemView[] {
  const fitting: ItemView[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item.json));
    bytes += size;
    if (bytes > maxBytes && fitting.length > 0) break;
    fitting.push(size > maxBytes ? { ...item, json: preview(item.json, maxBytes), cut: size } : item);
  }
  return fitting;
}

/** The beginning of a large value, which takes no more than `maxBytes`: fewer members and shorter texts, until it fits. */
function preview(value: Json, maxBytes: number): Json {
  for (let share = 1; share > 0.005; share /= 3) {
    const cut = shorten(value, share, kept.depth);
    if (Buffer.byteLength(JSON.stringify(cut)) <= maxBytes) return cut;
  }
  return null;
}

function shorten(value: Json, share: number, depth: number): Json {
  if (typeof value === 'string') {
    const most = Math.ceil(kept.text * share);
    return value.length > most ? `${value.slice(0, most)}…` : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return Array.isArray(value) ? [] : {};
  const most = Math.ceil(kept.members * share);
  if (Array.isArray(value)) return value.slice(0, most).map((each: Json) => shorten(each, share, depth - 1));
  const members = Object.entries(value).slice(0, most);
  return Object.fromEntries(members.map(([name, each]) => [name.slice(0, kept.text), shorten(each, share, depth - 1)]));
}
