import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { createApiServer } from './api/api-server.ts';
import { createGatewaySessions } from './api/gateway-session/index.ts';
import { answerHookCall, createChannelServer } from './api/hook-channel/index.ts';
import { routes } from './api/routes.ts';
import { createStreamServer } from './api/stream-server.ts';
import { attachUpgrades } from './api/upgrades.ts';
import { createHandles } from './create-handles.ts';
import { readEngineKey } from './engine-key.ts';
import { Admission } from './executions/admission.ts';
import { ChildStarter } from './executions/child-starter.ts';
import { ConcurrencyKeys } from './executions/concurrency-keys.ts';
import { DraftRuns } from './executions/draft-runs.ts';
import { EffectRunner } from './executions/effect-runner.ts';
import { createErrorWorkflows } from './executions/error-workflow.ts';
import { ExecutionControl } from './executions/execution-control.ts';
import { ExecutionReader } from './executions/execution-reader.ts';
import { ExecutionRemover } from './executions/execution-remover.ts';
import { ExecutionRunner } from './executions/execution-runner.ts';
import { ExecutionStarter } from './executions/execution-starter.ts';
import { Retention } from './executions/retention.ts';
import { retryBlocked } from './executions/retry-blocked.ts';
import { RetryService } from './executions/retry-service.ts';
import { RunService } from './executions/run-service.ts';
import { StartedOnce } from './executions/started-once.ts';
import { inputOfTimer } from './executions/wait-timer.ts';
import { defaultPolicies } from './gate/default-policies.ts';
import { parseEgressAllow } from './gate/egress/egress-allow.ts';
import { createEgressGuard } from './gate/egress/egress-guard.ts';
import { createGate } from './gate/gate.ts';
import { createPerformEffect } from './gate/perform-effect.ts';
import { createJournalWriter } from './journal/journal-writer.ts';
import { createLiveEvents } from './journal/live-events.ts';
import { loadModules } from './modules/module-registry.ts';
import { LeaseKeeper } from './queue/lease-keeper.ts';
import { TimerLoop } from './queue/timer-loop.ts';
import { createSandboxPool } from './sandbox/pool.ts';
import { SecretService } from './secrets/secret-service.ts';
import type { EngineSettings } from './settings.ts';
import { createForwardClock } from './sharing/forward-clock.ts';
import { PeopleInSight } from './sharing/people-in-sight.ts';
import { ShareAccess } from './sharing/share-access.ts';
import { ShareService } from './sharing/share-service.ts';
import { openStorage } from './storage/open-storage.ts';
import { openSecretVault } from './storage/secret-vault.ts';
import { createScheduler } from './triggers/schedule/scheduler.ts';
import { HookService } from './triggers/webhook/hook-service.ts';
import { VERSION } from './version.ts';
import { DraftRooms } from './workflows/draft-room.ts';
import { DraftService } from './workflows/draft-service.ts';
import { loadTemplates } from './workflows/load-templates.ts';
import { PlanStore } from './workflows/plan-store.ts';
import { WorkflowService } from './workflows/workflow-service.ts';

const LEASE_MS = 15_000;
const root = resolve(import.meta.dirname, '../..');

export interface Engine {
  readonly server: Server;
  /** Takes up what was under way before, then starts timers and schedules. */
  start(): Promise<void>;
  /** Stops taking work, gives the leases back and closes the storage. What was under way goes on after the next start. */
  stop(): Promise<void>;
}

/** The whole engine, put together; nothing runs yet. */
export async function createEngine(settings: EngineSettings, log: Logger): Promise<Engine> {
  const clock = () => Date.now();
  const engineKey = readEngineKey(settings.keyFile);
  const storage = await openStorage({ home: settings.home, softwareVersion: VERSION });
  const vault = await openSecretVault({ home: settings.home, secrets: storage.secrets });
  const { modulesFolder } = settings;
  const modules = loadModules([join(root, 'modules'), ...(modulesFolder === undefined ? [] : [modulesFolder])]);
  const live = createLiveEvents();
  const writer = createJournalWriter({ executions: storage.executions, blobs: storage.blobs, live });
  const pool = createSandboxPool({ workers: settings.workers });
  const plans = new PlanStore({ modules, store: storage.workflows });

  const egress = createEgressGuard(parseEgressAllow(settings.egressAllow));
  const gate = createGate(defaultPolicies({ egress, secrets: storage.secrets }));
  const handles = createHandles({
    storage,
    vault,
    egress,
    executions: { startChild: (request) => children.startChild(request) },
    engineKey,
    clock,
    log,
  });
  const perform = createPerformEffect({
    gate,
    handles,
    blobs: storage.blobs,
    onFault: ({ error, ...where }) => log.error({ err: error, ...where }, 'an effect broke'),
  });

  const keys = new ConcurrencyKeys({ pool, plans, store: storage.executions, blobs: storage.blobs });
  const admission = new Admission({ store: storage.executions, keys, begin: (id) => runner.adopt(id), log });
  const leaseOwner = `${storage.installationId}:${process.pid}:${clock()}`;
  const runner = new ExecutionRunner({
    store: storage.executions,
    blobs: storage.blobs,
    writer,
    plans,
    effects: new EffectRunner({ perform, blobs: storage.blobs, clock }),
    pool,
    leaseOwner,
    leaseMs: LEASE_MS,
    maxLive: settings.maxLive,
    clock,
    noticeTimer: (dueAt) => timers.notice(dueAt),
    followUp: createErrorWorkflows({ workflows: () => workflows, admission, blobs: storage.blobs, clock, log }),
    ended: (execution) => admission.leave(execution),
    log,
  });
  const starter = new ExecutionStarter({ runner, admission, blobs: storage.blobs, clock });
  const control = new ExecutionControl({ runner, store: storage.executions, blobs: storage.blobs, clock });
  const rooms = new DraftRooms();
  const workflows = new WorkflowService({
    store: storage.workflows,
    executions: storage.executions,
    plans,
    clock,
    activationChanged: () => {
      hooks.forgetListeners();
      scheduler.wake();
    },
    versionsChanged: (id, by) => rooms.tellVersions(id, by),
  });
  const children = new ChildStarter({
    workflows,
    plans,
    starter,
    runner,
    store: storage.executions,
    blobs: storage.blobs,
    clock,
  });
  const hooks = new HookService({
    workflows: storage.workflows,
    plans,
    starter,
    control,
    blobs: storage.blobs,
    executions: storage.executions,
    secrets: vault,
  });

  const timers = new TimerLoop({
    store: storage.executions,
    clock,
    fire: (timer) => runner.fireTimer(timer.executionId, () => inputOfTimer(timer.id, clock())),
    log,
  });
  const leases = new LeaseKeeper({
    store: storage.executions,
    leaseOwner,
    leaseMs: LEASE_MS,
    clock,
    heldIds: () => [...runner.liveIds(), ...admission.queuedIds()],
    adopt: async ({ id, status, workflowId, owner, version, fence }) => {
      if (status !== 'queued') return runner.adopt(id, fence);
      const loaded = await plans.load(version).catch(async (error: unknown) => {
        throw await runner.blocked.meet(id, fence, error);
      });
      await admission.enqueue({ executionId: id, workflowId, owner, loaded });
    },
    pullInbox: (id) => runner.pullInbox(id),
    log,
  });
  const scheduler = createScheduler({
    workflows: storage.workflows,
    start: async (tick) => {
      if ((await storage.executions.find(tick.executionId)) !== undefined) return;
      const workflow = { id: tick.workflowId, name: tick.workflowName, owner: tick.owner };
      await starter.start({
        id: tick.executionId,
        workflow,
        loaded: await plans.load(tick.version),
        trigger: tick.nodeId,
        items: [{ json: tick.item }],
        mode: 'production',
      });
    },
    onFault: (error, schedule) => log.error({ err: error, ...schedule }, 'a schedule could not fire; it is tried again'),
    onClockSetBack: (byMs) => log.warn({ byMs }, 'the clock was set back: schedules wait until it has caught up'),
  });
  const retention = new Retention({ storage, retentionMs: settings.retentionMs, clock, log });

  const sessions = createGatewaySessions({ engineKey, trustedGateways: settings.trustedGateways });
  const drafts = new DraftRuns({ store: storage.executions, blobs: storage.blobs, plans, clock });
  const shareClock = createForwardClock(clock);
  const shares = new ShareService({ shares: storage.shares, workflows: storage.workflows, clock: shareClock, log });
  const access = new ShareAccess({ shares: storage.shares, executions: storage.executions, clock: shareClock });
  const services = {
    workflows,
    drafts: new DraftService({ store: storage.workflows, workflows, rooms, clock }),
    runs: new RunService({ workflows, starter, drafts }),
    startedOnce: new StartedOnce({ store: storage.executions, runner }),
    retries: new RetryService({ store: storage.executions, blobs: storage.blobs, plans, workflows, starter }),
    executions: new ExecutionReader({ store: storage.executions, blobs: storage.blobs, plans, pool }),
    control,
    remover: new ExecutionRemover({ store: storage.executions, blobs: storage.blobs, clock }),
    secrets: new SecretService({ vault, workflows: storage.workflows, clock }),
    shares,
    access,
    people: new PeopleInSight({
      shares: storage.shares,
      workflows: storage.workflows,
      executions: storage.executions,
      rooms,
      clock: shareClock,
    }),
    blobs: storage.blobs,
    modules,
    templates: loadTemplates(join(root, 'examples')),
    settings,
    workers: settings.workers,
    startedAtMs: clock(),
    version: VERSION,
  };
  const server = createApiServer({ routes, services, sessions, log });
  const channels = createChannelServer({ sessions, answer: (call) => answerHookCall(call, { hooks, log }), log });
  const streams = createStreamServer({
    executions: storage.executions,
    workflows: storage.workflows,
    rooms,
    live,
    sessions,
    shares,
    access,
    log,
  });
  attachUpgrades(server, { streams, channels });

  return {
    server,
    async start() {
      await shares.start();
      await leases.start();
      timers.start();
      scheduler.start();
      retention.start();
      retryBlocked({ store: storage.executions, plans, runner }).catch((error: unknown) =>
        log.warn({ err: error }, 'not all executions that could not go on were tried again'),
      );
    },
    async stop() {
      streams.close();
      shares.stop();
      await Promise.all([scheduler.stop(), timers.stop(), leases.stop(), retention.stop()]);
      await runner.close();
      await writer.close();
      await channels.close();
      await pool.close();
      await storage.close();
    },
  };
}
