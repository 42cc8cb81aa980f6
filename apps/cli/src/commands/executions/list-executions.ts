import { executionStatus, listExecutions, type ResponseOf } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { usageError } from '../../cli-error.ts';
import type { GatewayClient } from '../../client/gateway-client.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../output/print.ts';
import { printTable } from '../../output/print-table.ts';
import { withProgress } from '../../output/with-progress.ts';
import type { CommandOptions } from '../command-options.ts';
import { parsePast } from '../parse-time.ts';
import { wholeNumber } from '../whole-number.ts';
import { withClient } from '../with-client.ts';

type Summary = ResponseOf<typeof listExecutions>['items'][number];

export interface ListOptions extends CommandOptions {
  readonly workflow?: string;
  /** One status, or several with commas between. */
  readonly status?: string;
  /** Text in the data, or in the workflow's name. */
  readonly search?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
  readonly all?: boolean;
}

const MOST = 200;

/** `executions list`: newest first, as many as asked for; with `--all` page after page. */
export async function list(context: CliContext, _args: readonly string[], options: ListOptions): Promise<ExitCode> {
  const query = queryOf(options);
  const page = await withProgress(context, 'Listing executions', () =>
    withClient(context, options, (client) =>
      options.all === true ? listAll(client, query) : requestEndpoint(client, listExecutions, { query }),
    ),
  );
  if (options.json === true) printJson(context, page);
  else printTable(context, ['id', 'workflow', 'status', 'mode', 'started', 'ended'], page.items.map(rowOf));
  return exitCodes.ok;
}

function queryOf({ workflow, status, search, since, until, limit = '50', all }: ListOptions) {
  for (const name of status?.split(',') ?? []) {
    if (!executionStatus.safeParse(name).success)
      throw usageError('usage', `--status takes ${executionStatus.options.join(', ')}, not ${JSON.stringify(name)}.`);
  }
  const now = Date.now();
  return {
    limit: all === true ? MOST : wholeNumber('--limit', limit, 1, MOST),
    ...(workflow === undefined ? {} : { workflowId: workflow }),
    ...(status === undefined ? {} : { status }),
    ...(search === undefined ? {} : { search }),
    ...(since === undefined ? {} : { from: parsePast('--since', since, now) }),
    ...(until === undefined ? {} : { to: parsePast('--until', until, now) }),
  };
}

/** Every page; one that moved to a later page meanwhile is there once. */
async function listAll(client: GatewayClient, query: ReturnType<typeof queryOf>) {
  const found = new Map<string, Summary>();
  let cursor: string | null = null;
  do {
    const page: ResponseOf<typeof listExecutions> = await requestEndpoint(client, listExecutions, {
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
    });
    for (const item of page.items) found.set(item.id, item);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { items: [...found.values()], nextCursor: null };
}

const rowOf = (execution: Summary): string[] => [
  execution.id,
  execution.workflowName,
  execution.status,
  execution.mode,
  execution.startedAt,
  execution.endedAt ?? '–',
];
