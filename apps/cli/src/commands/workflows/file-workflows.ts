import { folderPath, getWorkflow, organizeWorkflow, workflowTags } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { usageError } from '../../cli-error.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { CommandOptions } from '../command-options.ts';
import { forEachId } from '../for-each-id.ts';

export interface FileOptions extends CommandOptions {
  /** Empty: in no folder. */
  readonly folder?: string;
  readonly tag?: readonly string[];
  readonly untag?: readonly string[];
}

/** `workflows file ID…`: puts them in a folder, gives them tags and takes tags away; what is not named stays as it is. */
export function file(context: CliContext, ids: readonly string[], options: FileOptions): Promise<ExitCode> {
  const { folder, tag: added = [], untag: removed = [] } = options;
  if (folder === undefined && added.length === 0 && removed.length === 0)
    throw usageError('usage', 'Say what to change: --folder <path>, --tag <tag> or --untag <tag>.');
  check('--folder', folderPath.safeParse(folder ?? ''));
  check('--tag', workflowTags.safeParse([...added]));
  return forEachId(context, ids, options, {
    act: async (client, id) => {
      const params = { id };
      const isTagged = added.length + removed.length > 0;
      const before = isTagged ? (await requestEndpoint(client, getWorkflow, { params })).tags : [];
      const tags = isTagged ? { tags: changedTags(before, added, removed) } : {};
      return requestEndpoint(client, organizeWorkflow, {
        params,
        body: { ...(folder === undefined ? {} : { folder }), ...tags },
      });
    },
    describe: ({ folder: path, tags }) => `${path === '' ? '–' : path}\t${tags.join(', ')}`,
    view: ({ folder: path, tags }) => ({ folder: path, tags }),
  });
}

/** Tags differ by more than their letter case, here as at the engine. */
function changedTags(before: readonly string[], added: readonly string[], removed: readonly string[]): string[] {
  const isOneOf = (tags: readonly string[]) => (tag: string) => tags.some((other) => other.toLowerCase() === tag.toLowerCase());
  const kept = before.filter((tag) => !isOneOf(removed)(tag));
  return [...kept, ...added.filter((tag) => !isOneOf(kept)(tag))];
}

function check(
  option: string,
  parsed: { readonly success: boolean; readonly error?: { readonly issues: readonly { message: string }[] } },
) {
  if (!parsed.success) throw usageError('usage', `${option}: ${parsed.error?.issues[0]?.message ?? 'is not valid'}.`);
}
