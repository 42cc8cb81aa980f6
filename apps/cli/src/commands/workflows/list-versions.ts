import { listVersions, type ResponseOf } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../output/print.ts';
import { printTable } from '../../output/print-table.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

type Version = ResponseOf<typeof listVersions>['items'][number];

/** `workflows versions ID`: what was published of it, newest first. */
export async function listAllVersions(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions,
): Promise<ExitCode> {
  const { items } = await withClient(context, options, (client) => requestEndpoint(client, listVersions, { params: { id } }));
  if (options.json === true) printJson(context, { items });
  else printTable(context, ['number', 'version', 'published', 'active', 'message'], items.map(rowOf));
  return exitCodes.ok;
}

const rowOf = ({ number, version, createdAt, active, message }: Version): string[] => [
  String(number),
  version,
  createdAt,
  active ? 'active' : '–',
  message,
];
