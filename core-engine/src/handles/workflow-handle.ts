import { json, SluiceError } from '@sluice/protocol';
import { z } from 'zod';
import { childExecutionId } from './child-execution-id.ts';
import { type Handle, type HandleRequest, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import type { Clock, Executions } from './ports.ts';
import { createResumeToken } from './resume-token.ts';
import { type Verbs, verbOf } from './verb-of.ts';

/** How deep sub-workflows may be nested below the execution that a trigger started. */
export const MAX_WORKFLOW_DEPTH = 16;

const TEN_YEARS_MS = 10 * 366 * 86_400_000;

const runArgs = z.strictObject({
  items: z.array(json).max(100_000).default([{}]),
  trigger: z.string().optional(),
  version: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a version is 64 hex digits')
    .optional(),
  wait: z.boolean().default(true),
});
const awaitArgs = z.strictObject({
  timeoutMs: z.number().min(1).max(TEN_YEARS_MS).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  note: z.string().max(2000).optional(),
});

/**
 * `workflow:ID` runs another workflow; `workflow:resume` parks until somebody follows a resume link.
 *
 * Doing it again after a crash is harmless: the child's id and the link's token follow from the effect's key, so that the same child
 * is found and the same link goes on working.
 */
export function createWorkflowHandle(from: {
  readonly executions: Executions;
  readonly now: Clock;
  readonly tokenKey: Uint8Array;
}): Handle {
  const verbs: Verbs = {
    async run(request) {
      const args = parseArgs(runArgs, request);
      const { context, step } = request;
      const depth = context.depth + 1;
      if (depth > MAX_WORKFLOW_DEPTH) {
        throw new SluiceError(
          'workflow_depth',
          `Workflow "${context.workflowName}" is ${context.depth} levels below its first caller.`,
        );
      }
      const { executionId, status } = await from.executions.startChild({
        executionId: childExecutionId(request),
        workflowId: workflowIdOf(request),
        version: args.version,
        trigger: args.trigger,
        items: args.items,
        depth,
        parent: { executionId: context.executionId, ...step },
        wait: args.wait,
        mode: context.mode,
        owner: context.owner,
        actor: context.actor,
      });
      return args.wait ? { kind: 'deferred', wait: { kind: 'execution', executionId } } : value({ executionId, status });
    },
    async await(request) {
      const args = parseArgs(awaitArgs, request);
      const dueAt = dueAtOf(args, from.now());
      const token = createResumeToken({
        executionId: request.context.executionId,
        effectKey: request.key,
        tokenKey: from.tokenKey,
      });
      return {
        kind: 'deferred',
        wait: {
          kind: 'resume',
          token,
          ...(dueAt === undefined ? {} : { dueAt }),
          ...(args.note === undefined ? {} : { note: args.note }),
        },
      };
    },
  };
  return { scheme: 'workflow', perform: (request) => verbOf(verbs, request)(request) };
}

function workflowIdOf(request: HandleRequest): string {
  const id = request.uri.slice(request.uri.indexOf(':') + 1);
  if (id !== '' && id.length <= 200) return id;
  throw new SluiceError('effect_args_invalid', 'run workflow: the URI is workflow: and the id of a workflow.');
}

/** The earlier of the two limits, when both are given. */
function dueAtOf(args: z.output<typeof awaitArgs>, now: number): number | undefined {
  const limits = [
    ...(args.timeoutMs === undefined ? [] : [now + Math.ceil(args.timeoutMs)]),
    ...(args.until === undefined ? [] : [Date.parse(args.until)]),
  ];
  return limits.length === 0 ? undefined : Math.min(...limits);
}
