import { getExecution, resolveDoubt } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { CliError, usageError } from '../../cli-error.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseJsonText } from '../../files/parse-text.ts';
import { readText } from '../../files/read-text.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

const decisions = ['retry', 'done', 'fail'] as const;

export interface ResolveOptions extends CommandOptions {
  readonly node?: string;
  /** A file with the value that the effect gave, or `-`. */
  readonly value?: string;
}

/**
 * `executions resolve ID retry|done|fail`: says what became of an effect in doubt. Where several are, `--node` names the one; each decision
 * is for one of them.
 */
export async function resolve(
  context: CliContext,
  [id = '', decided = '']: readonly string[],
  options: ResolveOptions,
): Promise<ExitCode> {
  const decision = decisions.find((name) => name === decided);
  if (decision === undefined) throw usageError('usage', `Decide ${decisions.join(', ')}, not ${JSON.stringify(decided)}.`);
  if (options.value !== undefined && decision !== 'done') throw usageError('usage', '--value goes with the decision done only.');
  const value = options.value === undefined ? undefined : parseJsonText(await readText(context, options.value), options.value);
  const execution = await withClient(context, options, async (client) => {
    const { waits } = await requestEndpoint(client, getExecution, { params: { id }, query: { maxOutputBytes: 1024 } });
    const doubts = waits.filter(({ wait, node }) => wait.kind === 'doubt' && (options.node ?? node) === node);
    const [doubt, other] = doubts;
    if (doubt === undefined) {
      const where = options.node === undefined ? '' : ` at node ${options.node}`;
      throw new CliError('conflict', `Nothing of execution ${id} is in doubt${where}.`, { exitCode: exitCodes.refused });
    }
    if (other !== undefined && options.node === undefined && other.node !== doubt.node) {
      const names = [...new Set(doubts.map(({ node }) => node))].join(', ');
      throw usageError('usage', `Several effects are in doubt, at the nodes ${names}: say which by --node.`);
    }
    const { node, scope, index } = doubt;
    const body = { node, scope, index, decision, ...(value === undefined ? {} : { value }) };
    return requestEndpoint(client, resolveDoubt, { params: { id }, body });
  });
  if (options.json === true) printJson(context, execution);
  else printLine(context, execution.status);
  return exitCodes.ok;
}
