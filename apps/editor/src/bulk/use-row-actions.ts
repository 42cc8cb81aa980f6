import { useTranslation } from 'react-i18next';
import type { Action } from '../actions/action-store.ts';
import { useActions } from '../actions/use-actions.ts';
import { IconSelectAll } from '../parts/icons.ts';
import type { Selection } from './use-selection.ts';

/** Something that a list does to its rows, as its menus have it. */
export interface RowAction<T> extends Pick<Action, 'id' | 'title' | 'icon' | 'disabled'> {
  /** Those of the rows that it can be done to; all where it is left out. */
  readonly fits?: (item: T) => boolean;
  /** Why it may not be done to a row; undefined when it may. */
  readonly lacks?: (item: T) => string | undefined;
  /** Said when it can be done to none of them. */
  readonly misfit?: string;
  /** It is done to one at a time. */
  readonly isForOne?: true;
  readonly run: (items: readonly T[]) => void;
}

interface RowActionsOptions<T> {
  /** What the ids of the entries begin with. */
  readonly prefix: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly nameOf: (item: T) => string;
  /** Left out where rows cannot be ticked. */
  readonly selection?: Selection;
  /** Counts as long as no row is ticked. */
  readonly focused: T | undefined;
  readonly actions: readonly RowAction<T>[];
}

/** Puts what a list does to its rows into the palette: to those that are ticked, else to the one with the focus, which its title says. */
export function useRowActions<T>(options: RowActionsOptions<T>): void {
  const { prefix, items, keyOf, nameOf, selection, focused, actions } = options;
  const { t } = useTranslation();
  const ticked = selection === undefined ? [] : items.filter((item) => selection.has(keyOf(item)));
  const rows = ticked.length > 0 ? ticked : focused === undefined ? [] : [focused];
  const common = { group: t('rows.group'), within: '[data-rows]' };
  const ticking = ({ all, none }: Selection): Action[] => [
    {
      ...common,
      id: `${prefix}.all`,
      title: t('bulk.all'),
      shortcut: 'Mod+A',
      icon: IconSelectAll,
      disabled: items.length === 0 ? t('rows.empty') : undefined,
      run: all,
    },
    {
      ...common,
      id: `${prefix}.none`,
      title: t('bulk.none'),
      shortcut: 'Escape',
      disabled: ticked.length === 0 ? t('rows.noneTicked') : undefined,
      run: none,
    },
  ];
  useActions([
    ...actions.map(({ id, title, icon, disabled, fits = () => true, lacks = () => undefined, misfit, isForOne, run }): Action => {
      const fitting = rows.filter(fits);
      const meant = fitting.filter((item) => lacks(item) === undefined);
      const [first] = meant;
      const reason =
        disabled ??
        (rows.length === 0
          ? t(selection === undefined ? 'rows.noFocus' : 'rows.none')
          : first === undefined
            ? (fitting.map(lacks)[0] ?? misfit)
            : isForOne === true && meant.length > 1
              ? t('rows.onlyOne')
              : undefined);
      return {
        ...common,
        ...(icon === undefined ? {} : { icon }),
        id: `${prefix}.${id}`,
        title:
          first === undefined || reason !== undefined
            ? title
            : meant.length === 1
              ? t('rows.one', { action: title, name: nameOf(first) })
              : t('rows.many', { action: title, count: meant.length }),
        disabled: reason,
        run: () => run(meant),
      };
    }),
    ...(selection === undefined ? [] : ticking(selection)),
  ]);
}
