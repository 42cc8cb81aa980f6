import { useTranslation } from 'react-i18next';
import type { Steps } from '../canvas/read-steps.ts';
import swatches from '../node-picker/entry-picker.module.css';
import { IconChevronDown, IconChevronRight, IconNote, IconStack2 } from '../parts/icons.ts';
import type { GroupRow, MemberRow, NoteRow } from './entry-rows.ts';
import classes from './outline-tree.module.css';
import { RenameField } from './rename-field.tsx';

interface GroupLineProps {
  readonly row: GroupRow;
  readonly isExpanded: boolean | undefined;
  readonly isRenaming: boolean;
  readonly onRename: (id: string, name: string | undefined) => void;
}

/** A group: its name, how many nodes are in it, its colour, and whether it is collapsed on the canvas. All of it in words too. */
export function GroupLine({ row: { id, group, count }, isExpanded, isRenaming, onRename }: GroupLineProps) {
  const { t } = useTranslation();
  const title = group.title === '' ? t('group.untitled') : group.title;
  const Chevron = isExpanded === false ? IconChevronRight : IconChevronDown;
  return (
    <>
      <span className={classes['chevron']}>{isExpanded !== undefined && <Chevron size={14} aria-hidden="true" />}</span>
      <IconStack2 size={18} stroke={1.6} aria-hidden="true" />
      <span className={classes['words']}>{t('outline.group')}</span>
      {isRenaming ? (
        <RenameField label={t('canvas.nameOf', { title })} value={group.title} onDone={(name) => onRename(id, name)} />
      ) : (
        <span className={classes['title']}>{title}</span>
      )}
      <span className={classes['summary']}>{t('group.count', { count })}</span>
      {group.collapsed && <span className={classes['sign']}>{t('outline.collapsed')}</span>}
      <Color color={group.color} />
    </>
  );
}

/** A node in a group, which stands in the flow as well. */
export function MemberLine({ row, steps }: { readonly row: MemberRow; readonly steps: Steps }) {
  const { t } = useTranslation();
  const title = steps.get(row.id)?.title ?? row.id;
  return <span className={classes['link']}>{t('outline.member', { title })}</span>;
}

/** A note, by its first line. */
export function NoteLine({ row: { note } }: { readonly row: NoteRow }) {
  const { t } = useTranslation();
  const first = note.text.split('\n').find((line) => line.trim() !== '');
  return (
    <>
      <span className={classes['entryIcon']}>
        <IconNote size={18} stroke={1.6} aria-hidden="true" />
      </span>
      <span className={classes['words']}>{t('outline.note')}</span>
      <span className={classes['note']}>{first?.replace(/^#{1,3}\s+|[*`]/g, '') ?? t('note.empty')}</span>
      <Color color={note.color} />
    </>
  );
}

function Color({ color }: { readonly color: NoteRow['note']['color'] }) {
  const { t } = useTranslation();
  return (
    <>
      <span
        className={`${swatches['swatch']} ${classes['swatch']}`}
        data-color={color}
        title={t(`note.color.${color}`)}
        aria-hidden="true"
      />
      <span className={classes['words']}>{t(`note.color.${color}`)}</span>
    </>
  );
}
