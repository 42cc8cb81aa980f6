import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';

/** `npm run kill -- --kills 2000`: the long form of the kill test. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '2000' } } });
const kills = Number(values.kills);
const report = await runKills({
  kills,
  progress: (done) => {
    if (process.stderr.isTTY || done % 100 === 0) process.stderr.write(`\r${done} of ${kills} kills`);
  },
});
process.stderr.write('\n');
console.log(JSON.stringify(report, undefined, 2));
process.exitCode = report.lost.length + report.doneTwice.length + report.unsettled.length + report.wrong.length === 0 ? 0 : 1;
