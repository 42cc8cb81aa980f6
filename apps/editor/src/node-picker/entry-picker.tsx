import { useTranslation } from 'react-i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { changeEntry, groupsOf, moveIntoGroup } from '../draft/edits/layout-edits.ts';
import { noteColors } from '../draft/layout-entries.ts';
import { IconStack2 } from '../parts/icons.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import classes from './entry-picker.module.css';
import { ListPicker, type PickerEntry } from './list-picker.tsx';

/** What about notes and groups is asked with a list. */
export type EntryAsking =
  | { readonly what: 'color'; readonly id: string }
  | { readonly what: 'group'; readonly ids: readonly string[] }
  | { readonly what: 'member'; readonly group: string };

interface EntryPickerProps {
  readonly desk: CanvasDesk;
  readonly asking: EntryAsking;
  /** Px in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onDone: () => void;
}

/** Asks for a colour, for the group that nodes go into, or for the node that goes into a group. */
export function EntryPicker({ desk, asking, at, onDone }: EntryPickerProps) {
  const { t } = useTranslation();
  const { entries, label, placeholder, pick } = useChoices(desk, asking);
  return (
    <ListPicker
      label={label}
      placeholder={placeholder}
      sections={[{ title: '', entries }]}
      entries={entries}
      nothing={t(asking.what === 'group' ? 'picker.noGroup' : 'picker.nothing')}
      at={at}
      onPick={(id) => {
        pick(id);
        onDone();
      }}
      onClose={onDone}
    />
  );
}

interface Choices {
  readonly entries: readonly PickerEntry[];
  readonly label: string;
  readonly placeholder: string;
  readonly pick: (id: string) => void;
}

function useChoices(desk: CanvasDesk, asking: EntryAsking): Choices {
  const { t } = useTranslation();
  const { graph, document } = desk.latest();
  const nameOfGroup = (id: string) => graph.groups.get(id)?.group.title || t('group.untitled');
  switch (asking.what) {
    case 'color': {
      const entries = noteColors.map((color) => ({
        id: color,
        title: t(`note.color.${color}`),
        summary: '',
        words: color,
        icon: <span key={color} className={classes['swatch']} data-color={color} aria-hidden="true" />,
      }));
      const pick = (color: string) => desk.edit(t('edit.color'), (current) => changeEntry(current, asking.id, { color }));
      return { entries, label: t('note.colors'), placeholder: t('picker.color'), pick };
    }
    case 'group': {
      const entries = [...graph.groups.values()].map(({ id, members }) => ({
        id,
        title: nameOfGroup(id),
        summary: t('group.count', { count: members.length }),
        words: id,
        icon: <IconStack2 key={id} size={22} stroke={1.6} aria-hidden="true" />,
      }));
      const pick = (group: string) =>
        desk.edit(t('edit.intoGroup', { count: asking.ids.length, group: nameOfGroup(group) }), (current) =>
          moveIntoGroup(current, asking.ids, group),
        );
      return { entries, label: t('picker.intoGroup'), placeholder: t('picker.group'), pick };
    }
    case 'member': {
      const group = nameOfGroup(asking.group);
      const groups = groupsOf(document.layout);
      const entries = [...graph.steps.values()]
        .filter(({ id }) => groups.get(id) !== asking.group)
        .map(({ id, step: { title, type } }) => ({
          id,
          title,
          summary: groups.has(id) ? t('picker.isIn', { group: nameOfGroup(groups.get(id) ?? '') }) : '',
          words: id,
          icon: <NodeIcon key={id} icon={type?.icon} category={type?.category ?? 'unknown'} size={30} />,
        }));
      const pick = (id: string) =>
        desk.edit(t('edit.intoGroup', { count: 1, group }), (current) => moveIntoGroup(current, [id], asking.group));
      return { entries, label: t('picker.intoNamed', { group }), placeholder: t('picker.node'), pick };
    }
  }
}
