import { listExecutions, type ResponseOf } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../output/print.ts';
import { printTable } from '../../output/print-table.ts';
import type { CommandOptions } from '../command-options.ts';
import { wholeNumber } from '../whole-number.ts';
import { withClient } from '../with-client.ts';

type Summary = ResponseOf<typeof listExecutions>['items'][number];

/** `executions list`: one page, newest first. */
export async function list(
  context: CliContext,
  _args: readonly string[],
  options: CommandOptions & { readonly workflow?: string; readonly status?: string; readonly limit?: string },
): Promise<ExitCode> {
  const query = {
    limit: wholeNumber('--limit', options.limit ?? '50', 1, 200),
    ...(options.workflow === undefined ? {} : { workflowId: options.workflow }),
    ...(options.status === undefined ? {} : { status: options.status }),
  };
  const page = await withClient(context, options, (client) => requestEndpoint(client, listExecutions, { query }));
  if (options.json === true) printJson(context, page);
  else printTable(context, ['id', 'workflow', 'status', 'mode', 'started', 'ended'], page.items.map(rowOf));
  return exitCodes.ok;
}

const rowOf = (execution: Summary): string[] => [
  execution.id,
  execution.workflowName,
  execution.status,
  execution.mode,
  execution.startedAt,
  execution.endedAt ?? '–',
];
