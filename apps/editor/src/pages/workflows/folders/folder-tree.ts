/** One line of the tree of folders. */
export interface FolderLine {
  readonly path: string;
  /** The last name of the path. */
  readonly name: string;
  /** 0 at the top. */
  readonly depth: number;
  /** Workflows in it and below it. */
  readonly count: number;
}

/** Folders as lines of a tree, by name, each below its parent; parents that hold only folders are there too. */
export function folderTree(folders: readonly { readonly path: string; readonly count: number }[]): FolderLine[] {
  const counts = new Map<string, number>();
  for (const { path, count } of folders) {
    const names = path.split('/');
    for (let depth = 1; depth <= names.length; depth++) {
      const parent = names.slice(0, depth).join('/');
      counts.set(parent, (counts.get(parent) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([path, count]) => ({ path, count, names: path.split('/') }))
    .sort((a, b) => compareNames(a.names, b.names))
    .map(({ path, count, names }) => ({ path, count, name: names.at(-1) ?? path, depth: names.length - 1 }));
}

/** Name by name, so that `A/B` stands right below `A`, before `A b`. */
function compareNames(a: readonly string[], b: readonly string[]): number {
  for (const [index, name] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order =
      name.localeCompare(other, undefined, { numeric: true, sensitivity: 'base' }) || (name < other ? -1 : Number(name > other));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
