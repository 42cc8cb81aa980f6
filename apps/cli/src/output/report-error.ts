import type { CliContext } from '../cli-context.ts';
import { CliError } from '../cli-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';

/**
 * Writes `code: message` to stderr, then each issue and what to try, indented; answers with the exit code. An error that nobody
 * foresaw is `internal`, with its stack, since that is what a report needs.
 */
export function reportError(context: CliContext, error: unknown): ExitCode {
  if (!(error instanceof CliError)) {
    context.stderr.write(`internal: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return exitCodes.failed;
  }
  const issues = error.issues.map((issue) => {
    const place = [issue.nodeId, issue.param, issue.line === undefined ? undefined : `line ${issue.line}`]
      .filter(Boolean)
      .join(', ');
    return `  ${issue.code}: ${place === '' ? '' : `${place}: `}${issue.message}${issue.hint === undefined ? '' : ` ${issue.hint}`}`;
  });
  const hint = error.hint === undefined ? [] : [`  ${error.hint}`];
  context.stderr.write(`${[`${error.code}: ${error.message}`, ...issues, ...hint].join('\n')}\n`);
  return error.exitCode;
}
