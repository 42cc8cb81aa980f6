import { listShares, type Share } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../output/print.ts';
import { printTable } from '../../output/print-table.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows shares ID`: with whom it is shared, page by page. */
export async function listAllShares(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions & { readonly ended?: boolean },
): Promise<ExitCode> {
  const items = await withClient(context, options, async (client) => {
    const found: Share[] = [];
    let cursor: string | null | undefined;
    do {
      const query = { limit: 200, ...(options.ended === true ? { ended: 'true' } : {}), ...(cursor == null ? {} : { cursor }) };
      const page = await requestEndpoint(client, listShares, { params: { id }, query });
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  });
  if (options.json === true) printJson(context, { items });
  else printTable(context, ['id', 'with', 'right', 'status', 'until', 'note'], items.map(rowOf));
  return exitCodes.ok;
}

const rowOf = ({ id, to, rights, status, expiresAt, note }: Share): string[] => [
  id,
  to.kind === 'principal' ? to.did : `link, opened by ${to.uses}${to.maxUses === null ? '' : ` of ${to.maxUses}`}`,
  rights,
  status,
  expiresAt ?? '–',
  note,
];
