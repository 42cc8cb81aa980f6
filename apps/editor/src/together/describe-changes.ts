import type { Change, DocumentNode, WorkflowDocument } from '@sluice/protocol';
import type { VersionsChange } from '../draft/take-versions.ts';

/** What somebody did to a draft, as far as it is worth a word. Moves are seen; they are none. */
export interface Doings {
  /** Titles of the nodes, by id. */
  readonly added: ReadonlyMap<string, string>;
  readonly deleted: ReadonlyMap<string, string>;
  readonly changed: ReadonlyMap<string, string>;
  readonly wired: boolean;
  readonly settings: boolean;
  readonly isPublished: boolean;
  readonly activation: 'on' | 'off' | undefined;
}

export const noDoings: Doings = {
  added: new Map(),
  deleted: new Map(),
  changed: new Map(),
  wired: false,
  settings: false,
  isPublished: false,
  activation: undefined,
};

/** `before` with what these changes do added to it. `document` is the draft that they were made to; `titleOf` says what a node is called. */
export function addDoings(
  before: Doings,
  changes: readonly Change[],
  document: WorkflowDocument,
  titleOf: (id: string, node: DocumentNode) => string,
): Doings {
  const titleIn = (id: string) => {
    const node = document.nodes[id];
    return node === undefined ? id : titleOf(id, node);
  };
  const [added, deleted, changed] = [new Map(before.added), new Map(before.deleted), new Map(before.changed)];
  let { wired, settings } = before;
  for (const { path, value } of changes) {
    const [area, id = ''] = path;
    if (area === 'edges') wired = true;
    else if (area !== 'nodes') settings ||= area !== 'layout';
    else if (path.length === 2 && value === undefined) {
      const title = added.get(id) ?? titleIn(id);
      changed.delete(id);
      if (!added.delete(id)) deleted.set(id, title);
    } else if (path.length === 2 && document.nodes[id] === undefined) {
      added.set(id, titleOf(id, value as unknown as DocumentNode)); // a whole node, which the engine has checked
    } else if (!added.has(id)) changed.set(id, titleIn(id));
  }
  return { ...before, added, deleted, changed, wired, settings };
}

/** The same of what somebody made of the versions. */
export function addVersions(before: Doings, { isPublished, activation }: VersionsChange): Doings {
  return { ...before, isPublished: before.isPublished || isPublished, activation: activation ?? before.activation };
}

export function isNothing({ added, deleted, changed, wired, settings, isPublished, activation }: Doings): boolean {
  const isQuiet = !wired && !settings && !isPublished && activation === undefined;
  return added.size + deleted.size + changed.size === 0 && isQuiet;
}
