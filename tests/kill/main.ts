import { parseArgs } from 'node:util';
import { faultsOf, runKills } from './run-kills.ts';

/** `npm run kill -- --kills 2000`: the kill test, as long as one likes. Prints its report; fails when there is anything in it that must not be. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '2000' } } });
const kills = Number(values.kills);
if (!Number.isSafeInteger(kills) || kills < 1) throw new Error(`--kills must be a whole number from 1, not “${values.kills}”.`);
const report = await runKills({
  kills,
  progress: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${kills} kills${done === kills ? '\n' : ''}`);
    else if (done % 100 === 0) console.error(`${done} of ${kills} kills`);
  },
});
console.log(JSON.stringify(report, undefined, 2));
const isHarmless = Object.values(faultsOf(report)).every((faults) => faults.length === 0);
process.exitCode = isHarmless && report.acknowledged > kills && report.effects > kills ? 0 : 1;
