import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { type CSSProperties, lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../actions/use-action.ts';
import { fetchPart } from '../../../parts/fetch-part.ts';
import { IconArchive, IconFolder, IconPencil, IconSitemap, IconTag } from '../../../parts/icons.ts';
import { VirtualList } from '../../../parts/virtual-list.tsx';
import { useFolders } from '../../../queries/use-folders.ts';
import { useCan } from '../../../queries/use-me.ts';
import type { WorkflowFilter } from '../../../queries/use-workflows.ts';
import { folderLines, isOpen, type PlaceLine } from './folder-lines.ts';
import classes from './folder-nav.module.css';

const RenameDialog = lazy(() => fetchPart(async () => ({ default: (await import('./rename-dialog.tsx')).RenameDialog })));
const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
const icons = { all: IconSitemap, folder: IconFolder, tag: IconTag, archive: IconArchive } as const;
const LINE_HEIGHT = 33;
/** About as wide as one is where they lie side by side. */
const LINE_WIDTH = 140;

/** Where the workflows are kept: folders as a tree, tags, the archive. Each is a filter of the list, and an address. */
export function FolderNav({ filter }: { readonly filter: WorkflowFilter }) {
  const { t } = useTranslation();
  const { data } = useFolders();
  const canBuild = useCan('builder');
  const [renamed, setRenamed] = useState<string>();
  const { folder: opened } = filter;
  useAction({
    id: 'folders.rename',
    title: opened === undefined ? t('folders.rename') : t('folders.renameNamed', { folder: opened }),
    group: t('workflows.title'),
    icon: IconPencil,
    disabled: canBuild ? (opened === undefined ? t('folders.goFirst') : undefined) : t('role.mayNotBuild'),
    run: () => setRenamed(opened),
  });
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const isNarrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false });
  const lines = useMemo(() => (data === undefined ? undefined : folderLines(data, filter)), [data, filter]);
  if (lines === undefined) return null;
  const nameOf = ({ kind, name }: PlaceLine) => (kind === 'all' || kind === 'archive' ? t(`folders.${kind}`) : name);

  const line = (place: PlaceLine) => {
    const Icon = icons[place.kind];
    const { folder } = place.filter;
    return (
      <div className={classes['folder']}>
        <Link
          to="/workflows"
          search={place.filter}
          className={classes['line']}
          data-on={isOpen(place, filter) || undefined}
          style={{ '--depth': place.depth } as CSSProperties}
        >
          <Icon {...icon} />
          <span className={classes['name']}>{nameOf(place)}</span>
          <span className={classes['count']}>{place.count}</span>
        </Link>
        {canBuild && folder !== undefined && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            className={classes['rename'] ?? ''}
            aria-label={t('folders.renameNamed', { folder })}
            onClick={() => setRenamed(folder)}
          >
            <IconPencil size={14} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
    );
  };
  return (
    <nav ref={setScroller} className={classes['nav']} aria-label={t('folders.label')}>
      <VirtualList
        items={lines}
        rowHeight={isNarrow ? LINE_WIDTH : LINE_HEIGHT}
        keyOf={({ key }) => key}
        renderRow={line}
        label={t('folders.label')}
        className={classes['lines']}
        scroller={scroller}
        isHorizontal={isNarrow === true}
        startAt={lines.findIndex((place) => isOpen(place, filter))}
      />
      {renamed !== undefined && (
        <Suspense fallback={null}>
          <RenameDialog folder={renamed} onClose={() => setRenamed(undefined)} />
        </Suspense>
      )}
    </nav>
  );
}
