import { parseArgs } from 'node:util';
import { type LoadResult, runLoad } from './load/run-load.ts';
import { startNodeRed } from './targets/node-red.ts';
import { startSluice } from './targets/sluice.ts';
import type { Target } from './targets/target.ts';

/**
 * `npm run bench`: the standard workflow of every target, one after the other on this machine, and one table out. Machines are
 * noisy: only the ratios of one run count.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '2' },
    peers: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);

interface Row {
  readonly target: string;
  readonly connections: number;
  readonly load: LoadResult;
  readonly residentMb: number;
}

const starters = values.peers ? [startSluice, startNodeRed] : [startSluice];
const rows: Row[] = [];
for (let round = 0; round < rounds; round += 1) {
  for (const start of starters) {
    const target = await start();
    if (target !== undefined) rows.push(...(await measure(target)));
  }
}
print(rows);

async function measure(target: Target): Promise<Row[]> {
  try {
    await runLoad({ url: target.url, connections: 32, seconds: 2 });
    const measured: Row[] = [];
    for (const connections of [32, 1]) {
      const load = await runLoad({ url: target.url, connections, seconds });
      measured.push({ target: target.name, connections, load, residentMb: target.residentBytes() / 2 ** 20 });
    }
    return measured;
  } finally {
    await target.stop();
  }
}

function print(all: readonly Row[]): void {
  const names = [...new Set(all.map(({ target }) => target))];
  const cells = [['target', 'c', 'req/s', 'p50 ms', 'p99 ms', 'errors', 'RSS MB']];
  for (const connections of [32, 1]) {
    for (const name of names) {
      const mine = all.filter((row) => row.target === name && row.connections === connections);
      const median = (pick: (row: Row) => number) => medianOf(mine.map(pick));
      cells.push([
        name,
        String(connections),
        median(({ load }) => load.requestsPerSecond).toFixed(0),
        median(({ load }) => load.p50Ms).toFixed(2),
        median(({ load }) => load.p99Ms).toFixed(2),
        String(mine.reduce((sum, { load }) => sum + load.errors, 0)),
        median(({ residentMb }) => residentMb).toFixed(0),
      ]);
    }
  }
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  console.log(`Standard workflow, ${all[0]?.load.tool}, ${rounds} rounds of ${seconds} s, Node ${process.version}; medians`);
  for (const row of cells)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  const rate = (name: string) =>
    medianOf(all.filter((row) => row.target === name && row.connections === 32).map(({ load }) => load.requestsPerSecond));
  const [ours, ...peers] = names;
  for (const peer of peers) console.log(`throughput at c=32, ${ours} : ${peer} = ${(rate(ours ?? '') / rate(peer)).toFixed(2)}`);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
