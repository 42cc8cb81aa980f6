import type { CliContext } from '../cli-context.ts';

/** One line on stdout. */
export function printLine(context: CliContext, text: string): void {
  context.stdout.write(`${text}\n`);
}

/** The one JSON document of a `--json` command. Indented for eyes, in one line for programs. */
export function printJson(context: CliContext, value: unknown): void {
  printLine(context, JSON.stringify(value, undefined, context.stdout.isTTY === true ? 2 : undefined));
}

/** A note to the person, on stderr, so that stdout stays what was asked for. */
export function printNote(context: CliContext, text: string): void {
  context.stderr.write(`${text}\n`);
}
