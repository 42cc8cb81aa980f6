import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { ExampleRun } from './example-run.ts';

/** Real data that lies beside the checkout; it is no part of the repository. */
const folder = resolve(import.meta.dirname, '../../../shared/data');
const why = existsSync(folder) ? '' : ' (skipped: ../shared/data is not there)';
const read = (name: string): string => readFileSync(resolve(folder, name), 'utf8');

interface Feature {
  readonly properties: { readonly place: string; readonly mag: number; readonly time: number };
}

describe('big-quakes', () => {
  const feature = (mag: number | null) => ({ type: 'Feature', properties: { place: `at ${mag}`, mag, time: 1, more: 'x' } });
  const collection = { type: 'FeatureCollection', features: [5, 4.9, null, 6.1, 10].map(feature) };

  it('gives out the strong ones by magnitude, fed by hand or by webhook', async () => {
    const quakes = [10, 6.1, 5].map((mag) => ({ place: `at ${mag}`, mag, time: 1 }));
    const run = await ExampleRun.start('big-quakes', { items: [collection] });
    expect(run.output).toEqual(quakes);
    const hooked = await ExampleRun.start('big-quakes', { trigger: 'hook', items: [{ method: 'POST', body: collection }] });
    expect(hooked.response).toEqual({ status: 200, headers: {}, body: quakes });
  });

  it.skipIf(why !== '')(`finds the 39 of a week of 2018${why}`, async () => {
    const json = JSON.parse(read('earthquakes.json')) as { features: Feature[] };
    const expected = json.features
      .map(({ properties: { place, mag, time } }) => ({ place, mag, time }))
      .filter(({ mag }) => mag >= 5);
    const run = await ExampleRun.start('big-quakes', { items: [json as unknown as Json] });
    expect(run.output).toHaveLength(39);
    expect(run.output).toEqual(expected.sort((a, b) => b.mag - a.mag));
    expect(run.replaysExactly).toBe(true);
  });
});

describe('weather-report', () => {
  const csv =
    'date,precipitation,temp_max,temp_min,wind,weather\n2012-02-03,0.0,12.5,5.0,4.5,sun\n2012-01-01,0.5,2.5,-3.0,4.5,rain\n2012-01-02,1.0,4.0,-1.5,3.5,rain\n';
  const report = [
    'Weather from 2012-01 to 2012-02',
    '',
    'month    kind     days  rain mm  warmest  coldest   wind',
    '2012-01  rain        2      1.5      4.0     -3.0    4.0',
    '2012-02  sun         1      0.0     12.5      5.0    4.5',
    '',
  ].join('\n');

  it('sums up each month and kind of weather in a text', async () => {
    for (const item of [csv, { csv }, { text: csv }, { method: 'POST', body: csv }, { method: 'POST', body: { csv } }]) {
      const run = await ExampleRun.start('weather-report', { items: [item] });
      expect(run.output).toEqual([{ report }]);
      expect(run.response).toEqual({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: report });
    }
  });

  it('names the node, the parameter and the row when the CSV is broken', async () => {
    const run = await ExampleRun.start('weather-report', { items: [`${csv}"2012`] });
    expect(run.error).toMatchObject({ code: 'parse_failed', nodeId: 'rows', param: 'text' });
    expect(run.error?.message).toContain('row 5');
  });

  it.skipIf(why !== '')(`covers every day of four years in Seattle${why}`, async () => {
    const run = await ExampleRun.start('weather-report', { items: [read('seattle-weather.csv')] });
    const [{ report: text } = { report: '' }] = (run.output ?? []) as { report: string }[];
    const rows = text.split('\n').filter((line) => /^\d{4}-\d\d /.test(line));
    const days = rows.map((line) => Number(line.trim().split(/\s+/)[2]));
    expect(days.reduce((sum, each) => sum + each, 0)).toBe(1461);
    const kinds = read('seattle-weather.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => `${line.slice(0, 7)} ${line.split(',').at(-1)}`);
    expect(rows.map((line) => line.split(/\s+/).slice(0, 2).join(' '))).toEqual([...new Set(kinds)].sort());
    expect(rows[0]).toMatch(/^2012-01 {2}drizzle +2 +0\.0 +12\.8 +-2\.2 /);
    expect(run.replaysExactly).toBe(true);
  });
});
