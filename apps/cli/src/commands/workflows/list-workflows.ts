import { listWorkflows, type ResponseOf } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../output/print.ts';
import { printTable } from '../../output/print-table.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

type Summary = ResponseOf<typeof listWorkflows>['items'][number];

/** `workflows list`: all of them, page by page. */
export async function list(
  context: CliContext,
  _args: readonly string[],
  options: CommandOptions & {
    readonly search?: string;
    readonly folder?: string;
    readonly tag?: string;
    readonly archived?: boolean;
  },
): Promise<ExitCode> {
  const items = await withClient(context, options, async (client) => {
    const found: Summary[] = [];
    let cursor: string | null | undefined;
    do {
      const { search, folder, tag } = options;
      const query = { limit: 200, search, folder, tag, archived: options.archived === true ? 'true' : undefined, cursor };
      const page = await requestEndpoint(client, listWorkflows, { query: present(query) });
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  });
  if (options.json === true) printJson(context, { items });
  else printTable(context, ['id', 'name', 'published', 'active', 'changed'], items.map(rowOf));
  return exitCodes.ok;
}

const rowOf = (workflow: Summary): string[] => [
  workflow.id,
  workflow.name,
  workflow.publishedVersion?.slice(0, 12) ?? '–',
  workflow.activeVersion?.slice(0, 12) ?? '–',
  workflow.updatedAt,
];

/** Without the members that are undefined or null, which a query cannot say. */
function present<T extends object>(query: T): { [K in keyof T]: NonNullable<T[K]> } {
  // What is left out is exactly what NonNullable takes out of the types.
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value != null)) as { [K in keyof T]: NonNullable<T[K]> };
}
