import { foreignProduct, issueText, type Json } from '@sluice/protocol';
import { curlNode } from './curl/curl-node.ts';
import { parseCurl } from './curl/parse-curl.ts';
import { splitCommands } from './curl/split-words.ts';
import { dataNode, isTable, tableNode } from './data-node.ts';
import { type Fragment, fragmentText, type Remark } from './fragment.ts';

/** What a text from the clipboard is good for: something to put on the canvas, or why it is not. */
export type Reading =
  | { readonly fragment: Fragment; readonly remarks: readonly Remark[] }
  | { readonly fragment?: undefined; readonly refusal: Remark };

/** The most that is looked at, in UTF-16 units: a workflow of some 10,000 nodes. Beyond it reading would hold the page up. */
export const LONGEST_PASTE = 5_000_000;
/** The most data that a node is given to hold, in UTF-16 units: it is part of every version. */
const LONGEST_DATA = 256 * 1024;
const LONGEST_NOTE = 20_000;
/** Also with a prompt before it, or fed by a pipe. */
const CURL = /^(?:[$>]\s*)?(?:(?:echo|printf|cat|jq)\b[^\n]*\|\s*)?(?:\S*[\\/])?curl(?:\.exe)?\s/i;
const NOTE = { width: 280, height: 140 };

/**
 * Reads a text as what it most likely is: nodes or a workflow, curl commands, an address, JSON, a table (CSV, or cells of a spreadsheet), else a
 * note.
 */
export function readClipboard(text: string): Reading {
  if (text.length > LONGEST_PASTE) {
    return refused('clipboard.tooLarge', { size: inMegabytes(text.length), most: inMegabytes(LONGEST_PASTE) });
  }
  const trimmed = text.trim();
  if (trimmed === '') return refused('clipboard.empty');
  if (/^[{[]/.test(trimmed)) {
    const value = parse(trimmed);
    if (value !== undefined) return readJson(value);
  }
  if (CURL.test(trimmed)) return readCurl(trimmed);
  if (/^https?:\/\/\S+$/i.test(trimmed)) return readCurl(`curl '${trimmed}'`);
  if (isTable(trimmed)) return holds(trimmed.length, () => nodesOf([['table', tableNode(trimmed)]]));
  if (trimmed.length > LONGEST_NOTE) return refused('clipboard.textTooLong', { most: LONGEST_NOTE });
  const note = { kind: 'note', x: 0, y: 0, ...NOTE, text: trimmed, color: 'yellow' };
  return { fragment: { nodes: {}, edges: [], layout: { note } }, remarks: [] };
}

function readJson(value: Json): Reading {
  if (isObject(value)) {
    const { format } = value;
    if (format === 'sluice/1') return readNodes(value);
    if (format === 'sluice-export/1') {
      const workflows = Array.isArray(value['workflows']) ? value['workflows'] : [];
      const [first] = workflows;
      const document = isObject(first) ? first['document'] : undefined;
      return workflows.length === 1 && isObject(document)
        ? readNodes(document)
        : refused('clipboard.several', { count: workflows.length });
    }
    if (typeof format === 'string' && /^sluice(-export)?\//.test(format)) return refused('clipboard.newerFormat', { format });
  }
  const product = foreignProduct(value);
  if (product !== undefined) return refused('clipboard.foreign', { product });
  const text = JSON.stringify(value, null, 2);
  return holds(text.length, () => nodesOf([['data', dataNode(text)]]));
}

function readNodes(value: Json): Reading {
  const result = fragmentText.safeParse(value);
  if (!result.success) {
    const [first] = result.error.issues;
    return refused('clipboard.malformed', {
      place: (first?.path ?? []).map(String).join('.') || '/',
      problem: first === undefined ? '' : issueText(first),
    });
  }
  const { nodes, edges, layout, settings } = result.data;
  if (Object.keys(nodes).length === 0 && Object.keys(layout).length === 0) return refused('clipboard.empty');
  return {
    fragment: { nodes, edges, layout },
    remarks: Object.keys(settings).length === 0 ? [] : [{ key: 'clipboard.settings' }],
  };
}

function readCurl(text: string): Reading {
  const requests = splitCommands(text).flatMap((words) => parseCurl(words) ?? []);
  if (requests.length === 0) return refused('clipboard.curl.noAddress');
  const made = requests.map(curlNode);
  const { fragment } = nodesOf(made.map(({ node }, index) => [index === 0 ? 'http' : `http${index + 1}`, node]));
  return { fragment, remarks: made.flatMap(({ remarks }) => remarks) };
}

/** Nodes one beneath the other. */
function nodesOf(nodes: readonly (readonly [string, Fragment['nodes'][string]])[]): { fragment: Fragment; remarks: [] } {
  const layout = Object.fromEntries(nodes.map(([id], index) => [id, { x: 0, y: index * 120 }]));
  return { fragment: { nodes: Object.fromEntries(nodes), edges: [], layout }, remarks: [] };
}

function holds(length: number, make: () => Reading): Reading {
  return length > LONGEST_DATA
    ? refused('clipboard.dataTooLarge', { size: inKilobytes(length), most: inKilobytes(LONGEST_DATA) })
    : make();
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives JSON values and nothing else
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(key: Remark['key'], values?: Remark['values']): Reading {
  return { refusal: values === undefined ? { key } : { key, values } };
}

const inMegabytes = (units: number) => `${(units / 1_000_000).toFixed(1)} MB`;
const inKilobytes = (units: number) => `${Math.round(units / 1024)} kB`;
