import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { getVersion, getWorkflow, type WorkflowDocument } from '@sluice/protocol';
import { stringify } from 'yaml';
import type { CliContext } from '../../cli-context.ts';
import type { GatewayClient } from '../../client/gateway-client.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows export ID`: the draft's document, or a version's, as JSON or YAML. */
export async function exportWorkflow(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions & { readonly of?: string; readonly yaml?: boolean; readonly output?: string },
): Promise<ExitCode> {
  const document = await withClient(context, options, (client) => readExported(client, id, options.of));
  const text = options.yaml === true ? stringify(document) : `${JSON.stringify(document, undefined, 2)}\n`;
  if (options.output === undefined) context.stdout.write(text);
  else await writeFile(resolve(context.cwd, options.output), text);
  return exitCodes.ok;
}

async function readExported(client: GatewayClient, id: string, version: string | undefined): Promise<WorkflowDocument> {
  const found =
    version === undefined
      ? requestEndpoint(client, getWorkflow, { params: { id } })
      : requestEndpoint(client, getVersion, { params: { id, version } });
  return (await found).document;
}
