import { Command } from 'commander';
import type { CliContext } from './cli-context.ts';
import { type GivenOptions, type MakeCommand, remote, withJson } from './commands/command-maker.ts';
import { addExecutionCommands } from './commands/executions/execution-commands.ts';
import { addWorkflowCommands } from './commands/workflows/workflow-commands.ts';
import type { ExitCode } from './exit-codes.ts';

/**
 * The whole command line in one place: names, arguments, options. `onExitCode` is told how an action went; errors are thrown.
 * Commander's own messages go out as `usage: …`.
 */
export function createProgram(context: CliContext, onExitCode: (code: ExitCode) => void): Command {
  const program = new Command('sluice')
    .description('Draw, run and look into workflows on an engine of your own.')
    .version('0.1.0', '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'usage: ')),
    });

  const command: MakeCommand = (parent, usage, summary, load) => {
    const made = parent.command(usage).description(summary);
    return made.action(async (...given: unknown[]) => {
      const action = await load();
      // Commander hands over the arguments, then the options, then the command.
      const args = made.processedArgs.flat() as string[];
      onExitCode(await action(context, args, { ...(given.at(-2) as GivenOptions) }));
    });
  };
  command(program, 'up', 'start gateway and engine in the foreground', async () => (await import('./commands/up.ts')).up);

  withJson(
    remote(command(program, 'run <file>', 'run a workflow file once', async () => (await import('./commands/run.ts')).run)),
  )
    .option('--input <file>', "the trigger's items: a file, or - for JSON on stdin")
    .option('--trigger <node>', 'the trigger to start at, when there are several');

  addWorkflowCommands(program, command);
  addExecutionCommands(program, command);

  remote(
    command(program, 'api <method> <path>', 'make one signed call', async () => (await import('./commands/api.ts')).api),
  ).option('--data <file>', 'the JSON body: a file, or - for stdin');

  const keys = program.command('keys').description("make, show, import, export and replace this command's signing key");
  withJson(command(keys, 'new', 'make a new key', async () => (await import('./commands/keys/new-key.ts')).createNewKey)).option(
    '--output <file>',
    'where to keep it, instead of SLUICE_HOME/cli.key',
  );
  withJson(
    command(
      keys,
      'show [file]',
      'print the did:key of a key file',
      async () => (await import('./commands/keys/show-key.ts')).showKey,
    ),
  );
  withJson(
    command(
      keys,
      'import <file>',
      'sign with the key of this file (or recovery phrase) from now on',
      async () => (await import('./commands/keys/import-key.ts')).importKey,
    ),
  )
    .option('--force', 'in place of the key that is there')
    .option('--passphrase-file <file>', 'the passphrase of an encrypted key file, instead of asking for it');
  withJson(
    command(
      keys,
      'export <file>',
      'write the key to a file, encrypted under a passphrase',
      async () => (await import('./commands/keys/export-key.ts')).exportKey,
    ),
  ).option('--passphrase-file <file>', 'the passphrase, instead of asking for it');
  withJson(
    remote(
      command(
        keys,
        'rotate',
        'replace the key by a new one, which takes over at the gateway',
        async () => (await import('./commands/keys/rotate-key.ts')).rotate,
      ),
    ),
  ).option('--from <file>', "let this command's key take over from the one in this file instead");

  withJson(
    remote(
      command(
        program,
        'doctor',
        'check that everything is in order here',
        async () => (await import('./commands/doctor/doctor.ts')).doctor,
      ),
    ),
  );
  command(program, 'completion <shell>', 'print the completion script for bash, zsh or fish', async () => {
    const { completion } = await import('./commands/completion.ts');
    return (io, args) => completion(io, args, program);
  });
  return program;
}
