import Table from 'cli-table3';
import type { CliContext } from '../cli-context.ts';
import { printLine } from './print.ts';

/** Rows under a head on a terminal; tab-separated and without a head when piped, for `cut` and `awk`. */
export function printTable(context: CliContext, head: readonly string[], rows: readonly (readonly string[])[]): void {
  if (context.stdout.isTTY !== true) {
    for (const row of rows) printLine(context, row.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t'));
    return;
  }
  const table = new Table({ head: [...head], style: { head: ['bold'], compact: true }, chars: borderless });
  for (const row of rows) table.push([...row]);
  printLine(context, table.toString());
}

const edges = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
];
const inner = ['mid', 'mid-mid', 'right', 'right-mid'];
const borderless = { ...Object.fromEntries([...edges, ...inner].map((name) => [name, ''])), middle: '  ' };
