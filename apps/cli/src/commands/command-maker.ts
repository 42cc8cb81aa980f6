import type { Command } from 'commander';
import type { CliContext } from '../cli-context.ts';
import type { ExitCode } from '../exit-codes.ts';

/** What a command is given besides its arguments. */
export type GivenOptions = Record<string, string | boolean | readonly string[] | undefined>;

/** What a command does, loaded when it is used, so that each command starts with no more than it needs. */
export type Action = (context: CliContext, args: string[], options: GivenOptions) => Promise<ExitCode>;

/** Adds a command to `parent`: its name and arguments, one line of help, and what it does. */
export type MakeCommand = (parent: Command, usage: string, summary: string, load: () => Promise<Action>) => Command;

/** A command that calls the gateway. */
export const remote = (made: Command): Command =>
  made.option('--url <url>', 'the gateway to call, instead of the one that runs here');

export const withJson = (made: Command): Command => made.option('--json', 'print one JSON document and nothing else');

/** For options that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
