import { Command } from 'commander';
import type { CliContext } from './cli-context.ts';
import type { ExitCode } from './exit-codes.ts';

/** What a command does, loaded when it is used, so that each command starts with no more than it needs. */
type Action = (context: CliContext, args: string[], options: Record<string, string | boolean | undefined>) => Promise<ExitCode>;

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

  function command(parent: Command, usage: string, summary: string, load: () => Promise<Action>): Command {
    const made = parent.command(usage).description(summary);
    return made.action(async (...given: unknown[]) => {
      const action = await load();
      // Commander hands over the arguments, then the options, then the command.
      const args = made.processedArgs.flat() as string[];
      onExitCode(await action(context, args, { ...(given.at(-2) as Record<string, string>) }));
    });
  }
  const remote = (made: Command): Command => made.option('--url <url>', 'the gateway to call, instead of the one that runs here');
  const withJson = (made: Command): Command => made.option('--json', 'print one JSON document and nothing else');

  command(program, 'up', 'start gateway and engine in the foreground', async () => (await import('./commands/up.ts')).up);

  withJson(
    remote(command(program, 'run <file>', 'run a workflow file once', async () => (await import('./commands/run.ts')).run)),
  )
    .option('--input <file>', "the trigger's items: a file, or - for JSON on stdin")
    .option('--trigger <node>', 'the trigger to start at, when there are several');

  const workflows = program.command('workflows').description('list, import, export, publish, activate and share workflows');
  withJson(
    remote(
      command(workflows, 'list', 'list the workflows', async () => (await import('./commands/workflows/list-workflows.ts')).list),
    ),
  )
    .option('--search <text>', 'only those whose name holds the text')
    .option('--archived', 'those in the archive');
  withJson(
    remote(
      command(
        workflows,
        'import <files...>',
        'make workflows from files',
        async () => (await import('./commands/workflows/import-workflows.ts')).importWorkflows,
      ),
    ),
  )
    .option('--into <id>', 'save as the draft of this workflow instead (one file)')
    .option('--publish', 'publish what was imported')
    .option('--activate', 'publish and activate what was imported');
  remote(
    command(
      workflows,
      'export <id>',
      "print a workflow's document",
      async () => (await import('./commands/workflows/export-workflow.ts')).exportWorkflow,
    ),
  )
    .option('--of <version>', "a published version's hash, instead of the draft")
    .option('--yaml', 'as YAML')
    .option('--output <file>', 'write it to a file');
  withJson(
    remote(
      command(
        workflows,
        'publish <id>',
        'make the draft an immutable version',
        async () => (await import('./commands/workflows/publish-workflow.ts')).publish,
      ),
    ),
  )
    .option('--message <text>', 'what is new in it')
    .option('--activate', 'activate it as well');
  withJson(
    remote(
      command(
        workflows,
        'activate <id>',
        'let its triggers start executions',
        async () => (await import('./commands/workflows/activate-workflow.ts')).activate,
      ),
    ),
  ).option('--of <version>', "a version's hash, instead of the newest");

  withJson(
    remote(
      command(
        workflows,
        'share <id>',
        'share it with one principal, or by a link',
        async () => (await import('./commands/workflows/share-workflow.ts')).share,
      ),
    ),
  )
    .option('--with <did>', 'the did:key of the principal')
    .option('--link', 'by a link, for whoever opens it; it is printed once')
    .option('--right <right>', 'what they may do: view, run or edit', 'view')
    .option('--expires <when>', 'until then: 30m, 12h, 7d, 2w or a time of RFC 3339')
    .option('--max-uses <number>', 'how many may open the link')
    .option('--note <text>', 'what it is for');
  withJson(
    remote(
      command(
        workflows,
        'shares <id>',
        'list with whom it is shared',
        async () => (await import('./commands/workflows/list-shares.ts')).listAllShares,
      ),
    ),
  ).option('--ended', 'also what was revoked or has expired');
  withJson(
    remote(
      command(
        workflows,
        'unshare <id> <share>',
        'end a share at once',
        async () => (await import('./commands/workflows/unshare-workflow.ts')).unshare,
      ),
    ),
  );

  const executions = program.command('executions').description('list, look into, watch, cancel and replay executions');
  withJson(
    remote(
      command(
        executions,
        'list',
        'list executions, newest first',
        async () => (await import('./commands/executions/list-executions.ts')).list,
      ),
    ),
  )
    .option('--workflow <id>', 'of one workflow')
    .option('--status <status>', 'with one status')
    .option('--limit <number>', 'at most this many (1 to 200)', '50');
  withJson(
    remote(
      command(
        executions,
        'show <id>',
        'show one execution',
        async () => (await import('./commands/executions/show-execution.ts')).show,
      ),
    ),
  );
  withJson(
    remote(
      command(
        executions,
        'events <id>',
        'print its journal, one event per line',
        async () => (await import('./commands/executions/print-events.ts')).printEvents,
      ),
    ),
  ).option('--after <seq>', 'from the event after this one', '0');
  withJson(
    remote(
      command(
        executions,
        'watch <id>',
        'follow it until it ends or is parked',
        async () => (await import('./commands/executions/watch-execution.ts')).watch,
      ),
    ),
  );
  withJson(
    remote(
      command(
        executions,
        'cancel <id>',
        'cancel it at its next event',
        async () => (await import('./commands/executions/cancel-execution.ts')).cancel,
      ),
    ),
  ).option('--reason <text>', 'why');
  withJson(
    remote(
      command(
        executions,
        'replay <id>',
        'run it again from its record and compare',
        async () => (await import('./commands/executions/replay-execution.ts')).replay,
      ),
    ),
  );

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
