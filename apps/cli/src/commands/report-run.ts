import type { CliContext } from '../cli-context.ts';
import type { RunResult } from '../client/follow-execution.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printJson, printLine, printNote } from '../output/print.ts';

/**
 * Says what a run gave: on stdout the output's items, or with `isJson` the whole result as one document; on stderr its error. Exit code 1
 * when it did not succeed. A parked run is not a failed one; one in doubt is, until somebody has decided.
 */
export function reportRun(
  context: CliContext,
  result: RunResult,
  { elapsedMs, isJson }: { readonly elapsedMs: number; readonly isJson: boolean },
): ExitCode {
  if (isJson) printJson(context, result);
  else printResult(context, result, elapsedMs);
  if (result.error !== undefined) printNote(context, `${result.error.code}: ${result.error.message}`);
  return result.status === 'completed' || result.status === 'waiting' ? exitCodes.ok : exitCodes.failed;
}

function printResult(context: CliContext, result: RunResult, elapsedMs: number): void {
  for (const item of result.output)
    printLine(context, JSON.stringify(item, undefined, context.stdout.isTTY === true ? 2 : undefined));
  const count = result.output.length === 1 ? '1 item' : `${result.output.length} items`;
  const seconds = (elapsedMs / 1000).toFixed(2);
  printNote(context, `${result.status} · execution ${result.executionId} · ${count} · ${seconds} s`);
  for (const reason of result.waitsFor ?? []) printNote(context, `  waits for ${reason}`);
}
