/** The moments between which a crash must lose nothing, in the order in which a turn passes them. */
export type KillPoint = 'turn-begun' | 'turn-computed' | 'committed' | 'effect-begun' | 'effect-done' | 'answering';

const [wanted, count = '1'] = (process.env['SLUICE_KILL_POINT'] ?? '').split(':');
let left = Number(count);

/** For the kill test: `SLUICE_KILL_POINT=effect-done:3` kills the engine with SIGKILL when it passes that point the third time. */
export function killPoint(point: KillPoint): void {
  if (point !== wanted) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}
