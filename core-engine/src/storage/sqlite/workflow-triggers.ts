import type { SQL } from 'drizzle-orm';
import type { ActiveTriggers, PathTaken, ScheduleRow, WebhookTarget } from '../ports/workflow-store.ts';
import { and, asc, eq, lte, min, ne, or, sql } from './drizzle.ts';
import { schedules, webhooks, workflows } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const ANY_METHOD = '*';

/** What active versions listen to: webhook paths and schedules. Works within the transaction of its caller. */
export class WorkflowTriggers {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** The first of these webhooks that somebody else has: another workflow, or another node of this one. `*` is every method. */
  findTaken(workflowId: string, { webhooks: wanted }: ActiveTriggers): PathTaken | undefined {
    for (const [at, { method, path }] of wanted.entries()) {
      const other = this.#findOther(workflowId, method, path) ?? this.#findTwin(workflowId, wanted.slice(0, at), method, path);
      if (other !== undefined) return { ok: false, code: 'webhook_path_taken', method, path, ...other };
    }
    return undefined;
  }

  /** Call `findTaken` first. */
  replace(workflowId: string, triggers: ActiveTriggers): void {
    this.remove(workflowId);
    for (const webhook of triggers.webhooks)
      this.#database.orm
        .insert(webhooks)
        .values({ workflowId, ...webhook })
        .run();
    for (const schedule of triggers.schedules)
      this.#database.orm
        .insert(schedules)
        .values({ workflowId, ...schedule })
        .run();
  }

  remove(workflowId: string): void {
    this.#database.orm.delete(webhooks).where(eq(webhooks.workflowId, workflowId)).run();
    this.#database.orm.delete(schedules).where(eq(schedules.workflowId, workflowId)).run();
  }

  /** On the way of every webhook call, so it is prepared SQL. */
  findWebhook(method: string, path: string): WebhookTarget | undefined {
    const sql = `SELECT w.id AS workflowId, w.name AS workflowName, w.owner, w.active_version AS version, h.node_id AS nodeId, h.method
      FROM webhooks h JOIN workflows w ON w.id = h.workflow_id WHERE h.path = ? AND h.method IN (?, '${ANY_METHOD}') ORDER BY h.method = '${ANY_METHOD}' LIMIT 1`;
    return this.#database.prepare<WebhookTarget>(sql).get(path, method);
  }

  methods(path: string): string[] {
    return this.#database.orm
      .select({ method: webhooks.method })
      .from(webhooks)
      .where(eq(webhooks.path, path))
      .orderBy(asc(webhooks.method))
      .all()
      .map(({ method }) => method);
  }

  dueSchedules(nowMs: number, limit: number): ScheduleRow[] {
    return this.#database.orm
      .select({
        workflowId: workflows.id,
        workflowName: workflows.name,
        owner: workflows.owner,
        // A workflow with a schedule is active: both change in one transaction.
        version: sql<string>`${workflows.activeVersion}`,
        nodeId: schedules.nodeId,
        cron: schedules.cron,
        timeZone: schedules.timeZone,
        nextAtMs: schedules.nextAtMs,
      })
      .from(schedules)
      .innerJoin(workflows, eq(workflows.id, schedules.workflowId))
      .where(lte(schedules.nextAtMs, nowMs))
      .orderBy(asc(schedules.nextAtMs))
      .limit(limit)
      .all();
  }

  nextScheduleAt(): number | undefined {
    return (
      this.#database.orm
        .select({ at: min(schedules.nextAtMs) })
        .from(schedules)
        .get()?.at ?? undefined
    );
  }

  advanceSchedule({
    workflowId,
    nodeId,
    fromMs,
    toMs,
  }: {
    workflowId: string;
    nodeId: string;
    fromMs: number;
    toMs: number;
  }): boolean {
    const stillThere = and(eq(schedules.workflowId, workflowId), eq(schedules.nodeId, nodeId), eq(schedules.nextAtMs, fromMs));
    return this.#database.orm.update(schedules).set({ nextAtMs: toMs }).where(stillThere).run().changes > 0;
  }

  #findOther(workflowId: string, method: string, path: string): Registration | undefined {
    return this.#database.orm
      .select({ workflowId: workflows.id, workflowName: workflows.name, nodeId: webhooks.nodeId })
      .from(webhooks)
      .innerJoin(workflows, eq(workflows.id, webhooks.workflowId))
      .where(and(eq(webhooks.path, path), ne(webhooks.workflowId, workflowId), overlaps(method)))
      .get();
  }

  #findTwin(workflowId: string, before: ActiveTriggers['webhooks'], method: string, path: string): Registration | undefined {
    const twin = before.find((webhook) => webhook.path === path && webhook.method === method);
    if (twin === undefined) return undefined;
    const own = this.#database.orm
      .select({ workflowName: workflows.name })
      .from(workflows)
      .where(eq(workflows.id, workflowId))
      .get();
    return { workflowId, workflowName: own?.workflowName ?? '', nodeId: twin.nodeId };
  }
}

type Registration = Pick<PathTaken, 'workflowId' | 'workflowName' | 'nodeId'>;

function overlaps(method: string): SQL | undefined {
  return method === ANY_METHOD ? undefined : or(eq(webhooks.method, method), eq(webhooks.method, ANY_METHOD));
}
