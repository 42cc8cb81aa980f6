import { type BodyOf, createWorkflow, getWorkflow, publishWorkflow, saveDraft, type WorkflowDocument } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { usageError } from '../../cli-error.ts';
import type { GatewayClient } from '../../client/gateway-client.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { readDocument } from '../../files/read-document.ts';
import { printJson, printLine, printNote } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows import FILE…`: each file becomes a workflow, or the draft of the one that `--into` names. */
export async function importWorkflows(
  context: CliContext,
  files: readonly string[],
  options: CommandOptions & { readonly into?: string; readonly publish?: boolean; readonly activate?: boolean },
): Promise<ExitCode> {
  if (options.into !== undefined && files.length > 1) throw usageError('usage', '--into takes one file.');
  // All files are read before the first is sent, so that a bad one leaves nothing half done.
  const documents = await Promise.all(files.map((file) => readDocument(context, file)));
  const items = await withClient(context, options, async (client) => {
    const imported = [];
    for (const document of documents) {
      // Sent as it is: the engine judges it by the same schema.
      const saved = await importOne(client, document as BodyOf<typeof createWorkflow>['document'], options.into);
      if (options.publish === true || options.activate === true) {
        const body = { activate: options.activate === true, revision: saved.revision }; // what was imported, and nothing later
        await requestEndpoint(client, publishWorkflow, { params: { id: saved.id }, body });
      }
      imported.push({ id: saved.id, name: saved.name, issues: saved.issues });
    }
    return imported;
  });
  if (options.json === true) printJson(context, { items });
  for (const item of items) {
    if (options.json !== true) printLine(context, `${item.id}\t${item.name}`);
    for (const issue of item.issues) printNote(context, `${issue.code}: ${issue.nodeId ?? item.name}: ${issue.message}`);
  }
  return exitCodes.ok;
}

async function importOne(client: GatewayClient, document: WorkflowDocument, into: string | undefined) {
  if (into === undefined) return requestEndpoint(client, createWorkflow, { body: { document } });
  const { revision } = await requestEndpoint(client, getWorkflow, { params: { id: into } });
  return requestEndpoint(client, saveDraft, { params: { id: into }, body: { document, revision } });
}
