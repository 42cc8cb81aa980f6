import { setTimeout as sleep } from 'node:timers/promises';
import { getExecution, isFinal, type Json, type ResponseOf, type RunError } from '@sluice/protocol';
import type { GatewayClient } from './gateway-client.ts';
import { requestEndpoint } from './request-endpoint.ts';

/** What `sluice run … --json` prints, `waitsFor` aside. */
export interface RunResult {
  readonly executionId: string;
  readonly status: string;
  /** The `json` of the items that reached the workflow's end; empty until then. */
  readonly output: readonly Json[];
  readonly error?: RunError;
  /** What a person has to do before it goes on. */
  readonly waitsFor?: readonly string[];
}

type Detail = ResponseOf<typeof getExecution>;

const FIRST_POLL_MS = 50;
const LONGEST_POLL_MS = 1000;

/** Waits until the execution has ended, or is parked until a person does something. A wait for a time is waited for. */
export async function followExecution(
  client: GatewayClient,
  id: string,
  onChange?: (detail: Detail) => void,
): Promise<RunResult> {
  let pollMs = FIRST_POLL_MS;
  let lastSeq = 0;
  for (;;) {
    const detail = await requestEndpoint(client, getExecution, { params: { id } });
    if (detail.lastSeq > lastSeq) onChange?.(detail);
    lastSeq = detail.lastSeq;
    if (isFinal(detail.status) || isParkedForPerson(detail)) return resultOf(detail);
    await sleep(pollMs);
    pollMs = Math.min(pollMs * 1.5, LONGEST_POLL_MS);
  }
}

function isParkedForPerson({ status, waits }: Detail): boolean {
  if (waits.some(({ wait }) => wait.kind === 'blocked')) return true;
  return (status === 'waiting' || status === 'in-doubt') && waits.length > 0 && waits.every((entry) => isForPerson(entry.wait));
}

function isForPerson(wait: Detail['waits'][number]['wait']): boolean {
  return wait.kind === 'resume' || wait.kind === 'doubt' || wait.kind === 'paused';
}

function resultOf(detail: Detail): RunResult {
  const { id, status, output, error, waits } = detail;
  const waitsFor = isFinal(status)
    ? []
    : waits.map(({ node, wait }) => `${describeWait(wait)}${node === '' ? '' : ` (node ${node})`}`);
  return {
    executionId: id,
    status,
    output: output ?? [],
    ...(error === null ? {} : { error }),
    ...(waitsFor.length === 0 ? {} : { waitsFor }),
  };
}

function describeWait(wait: Detail['waits'][number]['wait']): string {
  switch (wait.kind) {
    case 'resume':
      return `its resume link${wait.note === undefined ? '' : `: ${wait.note}`}`;
    case 'doubt':
      return `a decision on ${wait.verb} ${wait.uri}, of which it is not known whether it was done`;
    case 'paused':
      return 'somebody to resume it';
    case 'blocked':
      return `what it lacks: ${wait.message} ${wait.hint}`;
    case 'execution':
      return `execution ${wait.executionId}`;
    case 'time':
    case 'retry':
      return new Date(wait.dueAt).toISOString();
    default:
      return wait satisfies never;
  }
}
