import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchPart } from '../../../parts/fetch-part.ts';
import { IconArchive, IconFolder, IconPencil, IconSitemap, IconTag } from '../../../parts/icons.ts';
import { useFolders } from '../../../queries/use-folders.ts';
import { useCan } from '../../../queries/use-me.ts';
import type { WorkflowFilter } from '../../../queries/use-workflows.ts';
import classes from './folder-nav.module.css';
import { folderTree } from './folder-tree.ts';

const RenameDialog = lazy(() => fetchPart(async () => ({ default: (await import('./rename-dialog.tsx')).RenameDialog })));
const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;

/** Where the workflows are kept: folders as a tree, tags, the archive. Each is a filter of the list, and an address. */
export function FolderNav({ filter }: { readonly filter: WorkflowFilter }) {
  const { t } = useTranslation();
  const folders = useFolders();
  const canBuild = useCan('builder');
  const [renamed, setRenamed] = useState<string>();
  if (folders.data === undefined) return null;
  const { tags, total, archived } = folders.data;
  const isAll = filter.folder === undefined && filter.tag === undefined && filter.archived === undefined;
  return (
    <nav className={classes['nav']} aria-label={t('folders.label')}>
      <Link to="/workflows" search={{}} className={classes['line']} data-on={isAll || undefined}>
        <IconSitemap {...icon} />
        <span className={classes['name']}>{t('folders.all')}</span>
        <span className={classes['count']}>{total}</span>
      </Link>
      {folderTree(folders.data.folders).map(({ path, name, depth, count }) => (
        <div key={path} className={classes['folder']}>
          <Link
            to="/workflows"
            search={{ folder: path }}
            className={classes['line']}
            data-on={filter.folder === path || undefined}
            style={{ '--depth': depth } as CSSProperties}
          >
            <IconFolder {...icon} />
            <span className={classes['name']}>{name}</span>
            <span className={classes['count']}>{count}</span>
          </Link>
          {canBuild && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              className={classes['rename'] ?? ''}
              aria-label={t('folders.renameNamed', { folder: path })}
              onClick={() => setRenamed(path)}
            >
              <IconPencil size={14} stroke={1.6} />
            </ActionIcon>
          )}
        </div>
      ))}
      {tags.map(({ tag, count }) => (
        <Link key={tag} to="/workflows" search={{ tag }} className={classes['line']} data-on={filter.tag === tag || undefined}>
          <IconTag {...icon} />
          <span className={classes['name']}>{tag}</span>
          <span className={classes['count']}>{count}</span>
        </Link>
      ))}
      {(archived > 0 || filter.archived) && (
        <Link to="/workflows" search={{ archived: true }} className={classes['line']} data-on={filter.archived || undefined}>
          <IconArchive {...icon} />
          <span className={classes['name']}>{t('folders.archive')}</span>
          <span className={classes['count']}>{archived}</span>
        </Link>
      )}
      {renamed !== undefined && (
        <Suspense fallback={null}>
          <RenameDialog folder={renamed} onClose={() => setRenamed(undefined)} />
        </Suspense>
      )}
    </nav>
  );
}
