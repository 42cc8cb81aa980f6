import { getExecution } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `executions show ID`: everything about it but its events. */
export async function show(context: CliContext, [id = '']: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const detail = await withClient(context, options, (client) => requestEndpoint(client, getExecution, { params: { id } }));
  if (options.json === true) {
    printJson(context, detail);
    return exitCodes.ok;
  }
  const { workflowName, version, status, mode, trigger, startedAt, endedAt, lastSeq, error, waits, output } = detail;
  const lines: [string, string | undefined][] = [
    ['execution', id],
    ['workflow', `${workflowName} (version ${version.slice(0, 12)})`],
    ['status', status],
    ['started', `${startedAt}, ${mode}, at trigger ${trigger}`],
    ['ended', endedAt ?? undefined],
    ['events', String(lastSeq)],
    [
      'error',
      error === null
        ? undefined
        : `${error.code}: ${error.nodeId === undefined ? '' : `${error.nodeName ?? error.nodeId}: `}${error.message}`,
    ],
    ...waits.map(({ node, wait }): [string, string] => ['waits', `${node}: ${JSON.stringify(wait)}`]),
    ['output', output === null ? undefined : JSON.stringify(output)],
  ];
  for (const [name, value] of lines) if (value !== undefined) printLine(context, `${name.padEnd(10)} ${value}`);
  return exitCodes.ok;
}
