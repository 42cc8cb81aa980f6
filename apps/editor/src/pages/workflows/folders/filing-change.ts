export interface Filing {
  readonly folder: string;
  readonly tags: readonly string[];
}

/** What several workflows have in common; `folder` undefined: they lie in different ones. */
export interface CommonFiling {
  readonly folder: string | undefined;
  readonly tags: readonly string[];
}

/** What is to become of the filing of each; an absent folder stays as it is. */
export interface FilingChange {
  readonly folder?: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export function commonFiling(workflows: readonly Filing[]): CommonFiling {
  const [first, ...others] = workflows;
  if (first === undefined) return { folder: '', tags: [] };
  return {
    folder: others.every(({ folder }) => folder === first.folder) ? first.folder : undefined,
    tags: first.tags.filter((tag) => others.every(({ tags }) => tags.includes(tag))),
  };
}

/** An empty folder where they lay in different ones means: leave them there. */
export function filingChange(before: CommonFiling, after: Filing): FilingChange {
  const isSame = after.folder === (before.folder ?? '');
  return {
    ...(isSame ? {} : { folder: after.folder }),
    added: after.tags.filter((tag) => !before.tags.includes(tag)),
    removed: before.tags.filter((tag) => !after.tags.includes(tag)),
  };
}

/** One workflow's filing after the change. A tag that it has in another letter case is not given twice. */
export function changedFiling({ folder, tags }: Filing, change: FilingChange): { folder: string; tags: string[] } {
  const kept = tags.filter((tag) => !change.removed.includes(tag));
  const has = new Set(kept.map((tag) => tag.toLowerCase()));
  return {
    folder: change.folder ?? folder,
    tags: [...kept, ...change.added.filter((tag) => !has.has(tag.toLowerCase()))].slice(0, 20),
  };
}
