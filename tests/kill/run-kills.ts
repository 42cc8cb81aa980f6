import { setTimeout as sleep } from 'node:timers/promises';
import { type ExecutionSummary, listExecutions } from '@sluice/protocol';
import type { KillPoint } from '../../core-engine/src/kill-point.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { EffectLedger } from './effect-ledger.ts';
import { killWorkflows } from './kill-workflows.ts';

export interface KillReport {
  readonly kills: number;
  readonly killsByPoint: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  /** Acknowledged executions that the engine does not know any more. */
  readonly lost: readonly string[];
  readonly effects: number;
  /** Effects of class `once` that were done more than once. */
  readonly doneTwice: readonly string[];
  /** Executions that neither ended nor are parked with a reason. */
  readonly unsettled: readonly string[];
  /** Completed executions of which an effect was not done, and ones that failed. */
  readonly wrong: readonly string[];
  readonly byStatus: Readonly<Record<string, number>>;
  /** Named points that the engine was never killed at, though there were kills enough for chance to leave none out. */
  readonly neverHit: readonly string[];
}

/** What must be empty in a report. */
export const faultsOf = ({ lost, doneTwice, unsettled, wrong, neverHit }: KillReport) => ({
  lost,
  doneTwice,
  unsettled,
  wrong,
  neverHit,
});

/** From so many kills on each named point must have been hit: one that never fires tests nothing. */
const ENOUGH_KILLS = 200;

/** The named points. */
const points: readonly KillPoint[] = ['turn-begun', 'turn-computed', 'committed', 'effect-begun', 'effect-done', 'answering'];
const SETTLE_LIMIT_MS = 60_000;

interface Acknowledged {
  readonly kind: 'pure' | 'once' | 'parked';
  readonly order: string;
  /** Unknown for `pure`, whose answer is the result itself. */
  readonly executionId: string | undefined;
}

/**
 * Kills the engine `kills` times under load, at random moments and at named points, and starts it again each time on the same home.
 * Afterwards everything that was acknowledged must be there and settled, and no effect may have been done twice.
 */
export async function runKills(options: { kills: number; progress?: (done: number) => void }): Promise<KillReport> {
  const ledger = await EffectLedger.start();
  await using sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${ledger.port}` } });
  for (const document of Object.values(killWorkflows(ledger.port))) await sluice.install(document);
  await sluice.stopEngine();

  const acknowledged: Acknowledged[] = [];
  const killsByPoint: Record<string, number> = {};
  for (let kill = 0; kill < options.kills; kill += 1) {
    const point = kill % 3 === 0 ? points[(kill / 3) % points.length] : undefined;
    const wasStarted = await startToKill(sluice, point);
    const load = startLoad(sluice, acknowledged);
    const wasNamed = !wasStarted || (await endedWithin(sluice, point === undefined ? 20 + Math.random() * 180 : 1000));
    if (!wasNamed) await sluice.killEngine();
    const how = point === undefined || !wasNamed ? 'random moment' : wasStarted ? point : `${point}, in the recovery`;
    killsByPoint[how] = (killsByPoint[how] ?? 0) + 1;
    await load.stop();
    options.progress?.(kill + 1);
  }

  await sluice.startEngine();
  const executions = await settle(sluice);
  const report = judge({ kills: options.kills, killsByPoint, acknowledged, executions, ledger });
  await ledger.stop();
  return report;
}

/** False when the engine came to the named point while it was taking up what the kill before had left. */
async function startToKill(sluice: TestSluice, point: KillPoint | undefined): Promise<boolean> {
  if (point === undefined) {
    await sluice.startEngine();
    return true;
  }
  try {
    await sluice.startEngine({ SLUICE_KILL_POINT: `${point}:${1 + Math.floor(Math.random() * 12)}` });
    return true;
  } catch {
    return false;
  }
}

/** Six callers, each sending one order after the other; what was acknowledged goes on the list. */
function startLoad(sluice: TestSluice, acknowledged: Acknowledged[]): { stop(): Promise<void> } {
  let isOn = true;
  const caller = async (kind: Acknowledged['kind']) => {
    while (isOn) {
      const order = crypto.randomUUID();
      try {
        const response = await sluice.hook(kind, { order });
        const body = (await response.json()) as { order?: string; executionId?: string };
        if (kind === 'pure' && response.status === 200 && body.order === order)
          acknowledged.push({ kind, order, executionId: undefined });
        if (kind !== 'pure' && response.status === 202) acknowledged.push({ kind, order, executionId: body.executionId });
        if (!response.ok) await sleep(20);
      } catch {
        await sleep(20); // not acknowledged: the engine was killed meanwhile
      }
    }
  };
  const callers = (['pure', 'once', 'parked', 'pure', 'once', 'parked'] as const).map(caller);
  return {
    async stop() {
      isOn = false;
      await Promise.all(callers);
    },
  };
}

async function endedWithin(sluice: TestSluice, limitMs: number): Promise<boolean> {
  return Promise.race([sluice.engineEnded.then(() => true), sleep(limitMs, false)]);
}

/** Waits until every execution has ended or is parked for good; gives them all. */
async function settle(sluice: TestSluice): Promise<ExecutionSummary[]> {
  const deadline = Date.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const open = [...(await all(sluice, 'queued')), ...(await all(sluice, 'running')), ...(await all(sluice, 'waiting'))];
    if (open.length === 0 || Date.now() > deadline) return all(sluice);
    await sleep(200);
  }
}

async function all(sluice: TestSluice, status?: string): Promise<ExecutionSummary[]> {
  const found: ExecutionSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await sluice.call(listExecutions, {
      query: { limit: 200, ...(status === undefined ? {} : { status }), ...(cursor === undefined ? {} : { cursor }) },
    });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function judge(of: {
  kills: number;
  killsByPoint: Record<string, number>;
  acknowledged: readonly Acknowledged[];
  executions: readonly ExecutionSummary[];
  ledger: EffectLedger;
}): KillReport {
  const { kills, killsByPoint, acknowledged, executions, ledger } = of;
  const byId = new Map(executions.map((execution) => [execution.id, execution]));
  const completedPure = executions.filter(
    ({ workflowName, status }) => workflowName === 'kill: pure' && status === 'completed',
  ).length;
  const answeredPure = acknowledged.filter(({ kind }) => kind === 'pure').length;
  const lost = acknowledged.flatMap(({ kind, executionId }) =>
    kind !== 'pure' && !byId.has(executionId ?? '') ? [`${kind} ${executionId}`] : [],
  );
  if (completedPure < answeredPure) lost.push(`${answeredPure - completedPure} answered pure executions`);
  const wrong = acknowledged.flatMap(({ kind, order, executionId }) => {
    const execution = byId.get(executionId ?? '');
    if (execution === undefined || execution.status === 'in-doubt') return [];
    if (execution.status !== 'completed')
      return [`${kind} ${execution.id} is ${execution.status}: ${execution.error?.message ?? ''}`];
    const expected = kind === 'once' ? [1, 2, 3] : [1];
    return expected.flatMap((number) =>
      ledger.countOf(`/effects/${order}/${number}`) === 1 ? [] : [`${kind} ${execution.id}: effect ${number} was not done`],
    );
  });
  const unsettled = executions.flatMap(({ id, status, waits }) =>
    ['queued', 'running', 'waiting'].includes(status) || (status === 'in-doubt' && waits.length === 0) ? [`${id} ${status}`] : [],
  );
  const byStatus: Record<string, number> = {};
  for (const { status } of executions) byStatus[status] = (byStatus[status] ?? 0) + 1;
  return {
    kills,
    killsByPoint,
    acknowledged: acknowledged.length,
    lost,
    effects: ledger.total,
    doneTwice: ledger.doneTwice(),
    unsettled,
    wrong,
    byStatus,
    neverHit:
      kills < ENOUGH_KILLS ? [] : points.filter((point) => !Object.keys(killsByPoint).some((hit) => hit.startsWith(point))),
  };
}
