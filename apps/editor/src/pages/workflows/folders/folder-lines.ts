import type { listFolders, ResponseOf } from '@sluice/protocol';
import type { WorkflowFilter } from '../../../queries/use-workflows.ts';
import { folderTree } from './folder-tree.ts';

/** One place where workflows are kept. */
export interface PlaceLine {
  readonly key: string;
  readonly kind: 'all' | 'folder' | 'tag' | 'archive';
  /** The last name of a folder, or the tag; empty for all and the archive. */
  readonly name: string;
  readonly depth: number;
  readonly count: number;
  /** The filter that it stands for. */
  readonly filter: WorkflowFilter;
}

/** All places, from all workflows over the folders as a tree and the tags to the archive, which stands there when something is in it or it is open. */
export function folderLines(
  { folders, tags, total, archived }: ResponseOf<typeof listFolders>,
  filter: WorkflowFilter,
): readonly PlaceLine[] {
  const plain = { name: '', depth: 0 };
  return [
    { key: 'all', kind: 'all', ...plain, count: total, filter: {} },
    ...folderTree(folders).map(
      ({ path, name, depth, count }): PlaceLine => ({
        key: `folder ${path}`,
        kind: 'folder',
        name,
        depth,
        count,
        filter: { folder: path },
      }),
    ),
    ...tags.map(({ tag, count }): PlaceLine => ({ key: `tag ${tag}`, kind: 'tag', name: tag, depth: 0, count, filter: { tag } })),
    ...(archived > 0 || filter.archived === true
      ? [{ key: 'archive', kind: 'archive', ...plain, count: archived, filter: { archived: true } } satisfies PlaceLine]
      : []),
  ];
}

/** Whether a list with this filter shows what is in this place. */
export function isOpen(line: PlaceLine, filter: WorkflowFilter): boolean {
  return line.filter.folder === filter.folder && line.filter.tag === filter.tag && line.filter.archived === filter.archived;
}
