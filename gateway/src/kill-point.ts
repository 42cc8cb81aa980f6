/** The moments between which a crash must do nothing twice: the engine has done its work, and the answer is not kept yet. */
export type KillPoint = 'answer-unkept';

const [wanted, count = '1'] = (process.env['SLUICE_KILL_POINT'] ?? '').split(':');
let left = Number(count);

/** For tests: `SLUICE_KILL_POINT=answer-unkept:2` kills the gateway with SIGKILL when it passes that point the second time. */
export function killPoint(point: KillPoint): void {
  if (point !== wanted) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
