import type { Command } from 'commander';
import { type MakeCommand, remote, withJson } from '../command-maker.ts';

const examples = `
Examples:
  sluice executions list --status failed --since 1d     what failed since yesterday
  sluice executions show ID                             why, and at which node
  sluice executions retry ID                            run it again with the same items
  sluice executions list --search 4711 --all --json     all that have 4711 in their data, for another program`;

/** `sluice executions …`: names, arguments and options. */
export function addExecutionCommands(program: Command, command: MakeCommand): void {
  const executions = program
    .command('executions')
    .description('list, look into, watch, control, retry, replay and delete executions')
    .addHelpText('after', examples);
  withJson(
    remote(command(executions, 'list', 'list executions, newest first', async () => (await import('./list-executions.ts')).list)),
  )
    .option('--workflow <id>', 'of one workflow')
    .option('--status <status>', 'with this status, or several with commas between')
    .option('--search <text>', 'with this text in their data or name')
    .option('--since <when>', 'started since then: 30m, 12h, 7d, 2w ago or a time of RFC 3339')
    .option('--until <when>', 'started before then, said in the same way')
    .option('--limit <number>', 'at most this many (1 to 200)', '50')
    .option('--all', 'all that fit, however many');
  withJson(
    remote(command(executions, 'show <id>', 'show one execution', async () => (await import('./show-execution.ts')).show)),
  );
  withJson(
    remote(
      command(
        executions,
        'events <id>',
        'print its journal, one event per line',
        async () => (await import('./print-events.ts')).printEvents,
      ),
    ),
  ).option('--after <seq>', 'from the event after this one', '0');
  withJson(
    remote(
      command(
        executions,
        'watch <id>',
        'follow it until it ends or is parked',
        async () => (await import('./watch-execution.ts')).watch,
      ),
    ),
  );
  withJson(
    remote(
      command(
        executions,
        'cancel <id>',
        'cancel it at its next event',
        async () => (await import('./cancel-execution.ts')).cancel,
      ),
    ),
  ).option('--reason <text>', 'why');
  withJson(
    remote(
      command(
        executions,
        'replay <id>',
        'run it again from its record and compare',
        async () => (await import('./replay-execution.ts')).replay,
      ),
    ),
  );
  withJson(
    remote(
      command(
        executions,
        'retry <ids...>',
        'start them again with the same items, as new executions',
        async () => (await import('./change-executions.ts')).retry,
      ),
    ),
  ).option('--draft', 'as the workflow stands in the editor now, instead of as it ran');
  withJson(
    remote(
      command(
        executions,
        'pause <ids...>',
        'start no further step of them',
        async () => (await import('./change-executions.ts')).pause,
      ),
    ),
  );
  withJson(
    remote(
      command(
        executions,
        'resume <ids...>',
        'let paused ones go on',
        async () => (await import('./change-executions.ts')).resume,
      ),
    ),
  );
  withJson(
    remote(
      command(
        executions,
        'resolve <id> <decision>',
        'say what became of an effect in doubt: retry, done or fail',
        async () => (await import('./resolve-doubt.ts')).resolve,
      ),
    ),
  )
    .option('--node <node>', 'the node that asked for it, when several are in doubt')
    .option('--value <file>', 'with done, what it gave: a JSON file, or - for stdin');
  withJson(
    remote(
      command(
        executions,
        'delete <ids...>',
        'delete ended ones, with journal and items',
        async () => (await import('./change-executions.ts')).remove,
      ),
    ),
  );
}
