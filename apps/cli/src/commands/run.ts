import { type BodyOf, type Json, runDocument } from '@sluice/protocol';
import type { CliContext } from '../cli-context.ts';
import { usageError } from '../cli-error.ts';
import { connectOrEmbed } from '../client/connect-or-embed.ts';
import { followExecution, type RunResult } from '../client/follow-execution.ts';
import type { GatewayClient } from '../client/gateway-client.ts';
import { requestEndpoint } from '../client/request-endpoint.ts';
import type { ExitCode } from '../exit-codes.ts';
import { readDocument } from '../files/read-document.ts';
import { readItems } from '../files/read-items.ts';
import { withProgress } from '../output/with-progress.ts';
import { reportRun } from './report-run.ts';

export interface RunOptions {
  readonly url?: string;
  readonly input?: string;
  readonly trigger?: string;
  readonly json?: boolean;
}

/**
 * `sluice run FILE`: runs a document once, on the engine that runs here, else on one of its own that ends with the run. Stdout has
 * the output's items, or with `--json` the whole result as one document; exit code 1 when the run did not succeed.
 */
export async function run(context: CliContext, [file = '-']: readonly string[], options: RunOptions): Promise<ExitCode> {
  if (file === '-' && options.input === '-') throw usageError('usage', 'Stdin cannot be the workflow and its input at once.');
  const document = await readDocument(context, file);
  const items = options.input === undefined ? undefined : await readItems(context, options.input);
  const startedAt = performance.now();
  const result = await withProgress(context, `Running ${file}`, () =>
    connectOrEmbed(context, options, (client) => runToEnd(client, document, { items, trigger: options.trigger })),
  );
  return reportRun(context, result, { elapsedMs: performance.now() - startedAt, isJson: options.json === true });
}

async function runToEnd(
  client: GatewayClient,
  document: Json,
  { items, trigger }: { items: readonly Json[] | undefined; trigger: string | undefined },
): Promise<RunResult> {
  const body = {
    // Whatever the file holds is sent: the engine judges it, by the same schema, and says what is wrong with it.
    document: document as BodyOf<typeof runDocument>['document'],
    wait: true,
    ...(items === undefined ? {} : { items: [...items] }),
    ...(trigger === undefined ? {} : { trigger }),
  };
  const { executionId } = await requestEndpoint(client, runDocument, { body });
  return followExecution(client, executionId);
}
