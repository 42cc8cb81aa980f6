import type { Command } from 'commander';
import { collect, type MakeCommand, remote, withJson } from '../command-maker.ts';

const examples = `
Examples:
  sluice workflows import orders.json --activate    make one from a file, publish it, let its triggers listen
  sluice workflows list --folder Sales              what is there; an id is the first word of each line
  sluice workflows file ID1 ID2 --folder Sales/EU --tag daily
  sluice workflows run ID --input items.json        run it once and print what comes out`;

/** `sluice workflows …`: names, arguments and options. */
export function addWorkflowCommands(program: Command, command: MakeCommand): void {
  const workflows = program
    .command('workflows')
    .description('list, run, import, export, publish, file, archive and share workflows')
    .addHelpText('after', examples);
  withJson(remote(command(workflows, 'list', 'list the workflows', async () => (await import('./list-workflows.ts')).list)))
    .option('--search <text>', 'only those whose name holds the text')
    .option('--folder <path>', 'only those in this folder, or one below it')
    .option('--tag <tag>', 'only those with this tag')
    .option('--archived', 'those in the archive');

  withJson(
    remote(
      command(
        workflows,
        'run <id>',
        'run one that the engine keeps, and wait for its end',
        async () => (await import('./run-workflow.ts')).runStored,
      ),
    ),
  )
    .option('--input <file>', "the trigger's items: a file, or - for JSON on stdin")
    .option('--trigger <node>', 'the trigger to start at, when there are several')
    .option('--draft', 'as it stands in the editor, instead of as it was published');
  withJson(
    remote(
      command(
        workflows,
        'import <files...>',
        'make workflows from files',
        async () => (await import('./import-workflows.ts')).importWorkflows,
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
      async () => (await import('./export-workflow.ts')).exportWorkflow,
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
        async () => (await import('./publish-workflow.ts')).publish,
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
        async () => (await import('./activate-workflow.ts')).activate,
      ),
    ),
  ).option('--of <version>', "a version's hash, instead of the newest");

  withJson(
    remote(
      command(
        workflows,
        'deactivate <ids...>',
        'let their triggers start nothing more',
        async () => (await import('./change-workflows.ts')).deactivate,
      ),
    ),
  );
  withJson(
    remote(
      command(
        workflows,
        'versions <id>',
        'list what was published of it',
        async () => (await import('./list-versions.ts')).listAllVersions,
      ),
    ),
  );

  withJson(
    remote(
      command(
        workflows,
        'file <ids...>',
        'put them in a folder, give them tags or take tags away',
        async () => (await import('./file-workflows.ts')).file,
      ),
    ),
  )
    .option('--folder <path>', 'names with slashes between, such as Sales/Europe; empty: in no folder')
    .option('--tag <tag>', 'give them this tag; may be said several times', collect)
    .option('--untag <tag>', 'take this tag away; may be said several times', collect);
  withJson(
    remote(
      command(
        workflows,
        'folders',
        'list the folders and tags in use',
        async () => (await import('./list-folders.ts')).listAllFolders,
      ),
    ),
  );
  withJson(
    remote(
      command(
        workflows,
        'move-folder <from> <to>',
        'rename a folder, or move it, with all that is in it',
        async () => (await import('./move-folder.ts')).moveOneFolder,
      ),
    ),
  );
  withJson(
    remote(
      command(
        workflows,
        'archive <ids...>',
        'deactivate and hide them; their executions stay',
        async () => (await import('./change-workflows.ts')).archive,
      ),
    ),
  );
  withJson(
    remote(
      command(
        workflows,
        'restore <ids...>',
        'take them out of the archive',
        async () => (await import('./change-workflows.ts')).restore,
      ),
    ),
  );

  withJson(
    remote(
      command(
        workflows,
        'share <id>',
        'share it with one principal, or by a link',
        async () => (await import('./share-workflow.ts')).share,
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
        async () => (await import('./list-shares.ts')).listAllShares,
      ),
    ),
  ).option('--ended', 'also what was revoked or has expired');
  withJson(
    remote(
      command(
        workflows,
        'unshare <id> <share>',
        'end a share at once',
        async () => (await import('./unshare-workflow.ts')).unshare,
      ),
    ),
  );
}
