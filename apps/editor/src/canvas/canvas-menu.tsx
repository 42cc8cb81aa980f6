import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type Action, actionStore, runAction } from '../actions/action-store.ts';
import { ShortcutKeys } from '../actions/shortcut-keys.tsx';
import { IconPlus } from '../parts/icons.ts';
import { MenuEntry } from '../parts/menu-entry.tsx';
import { SpotMenu } from '../parts/spot-menu.tsx';
import { useCanvasHands } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import type { MenuRequest } from './canvas-store.ts';

/** Ids of actions, parted by a line; what means nothing at the moment is left out of those in brackets. */
const actionsOf: Readonly<Record<MenuRequest['kind'], readonly (readonly string[])[]>> = {
  node: [
    ['open-node', 'add-node-after', 'insert-before', 'connect', '(disconnect)'],
    ['runStep', 'runFrom'],
    ['rename', 'duplicate', 'copy', 'cut', 'disable-pass', 'disable-block', 'pin'],
    ['(group)', '(into-group)', '(out-of-group)', 'extract'],
    ['delete'],
  ],
  entry: [['rename', 'color-entry', '(fold-group)', '(ungroup)'], ['(duplicate)', 'copy', 'cut'], ['delete']],
  pane: [
    ['paste', 'add-note'],
    ['select-all', 'tidy-up', 'fit'],
    ['undo', 'redo'],
  ],
  wire: [['wire-insert', 'wire-cut']],
};

interface CanvasMenuProps {
  readonly desk: CanvasDesk;
  readonly request: MenuRequest;
}

interface Item extends Pick<Action, 'id' | 'title' | 'icon' | 'disabled' | 'run'> {
  readonly shortcut: string | undefined;
}

/** What can be done with what is under the hand, each with its key and the reason when it cannot. */
export function CanvasMenu({ desk, request: { kind, at } }: CanvasMenuProps) {
  const { t } = useTranslation();
  const hands = useCanvasHands();
  const known = useStore(actionStore, (state) => state.actions);
  const close = () => {
    desk.store.setState({ menu: undefined });
    desk.element()?.focus({ preventScroll: true });
  };
  const addHere: Item = {
    id: 'add-here',
    title: t('action.addNode'),
    icon: IconPlus,
    shortcut: 'A',
    disabled: hands.readOnlyReason(),
    run: () => desk.store.setState({ picking: { at: desk.toCanvas({ clientX: at.x, clientY: at.y }), client: at } }),
  };
  const first = kind === 'pane' ? [addHere] : [];
  const sections = [first, ...actionsOf[kind].map((ids) => ids.flatMap((each) => itemOf(known, each)))].filter(
    ({ length }) => length > 0,
  );
  return (
    <SpotMenu label={t('canvas.menu')} at={at} width={360} onClose={close}>
      {sections.map((items, index) => [
        index > 0 && <Menu.Divider key={`before ${items[0]?.id}`} />,
        ...items.map(({ id: name, title, icon: Icon, disabled, shortcut, run }) => (
          <MenuEntry
            key={name}
            data-item={name}
            reason={disabled}
            leftSection={Icon !== undefined && <Icon size={16} stroke={1.6} />}
            rightSection={shortcut !== undefined && <ShortcutKeys shortcut={shortcut} />}
            onClick={({ detail }) => {
              close();
              desk.store.setState({ spot: kind === 'pane' ? at : undefined });
              run(detail === 0); // no press of a pointer
              desk.store.setState({ spot: undefined });
            }}
          >
            {title}
          </MenuEntry>
        )),
      ])}
    </SpotMenu>
  );
}

function itemOf(known: readonly Action[], name: string): Item[] {
  const isOptional = name.startsWith('(');
  const id = isOptional ? name.slice(1, -1) : name;
  const action = known.findLast((each) => each.id === id);
  if (action === undefined || (isOptional && action.disabled !== undefined)) return [];
  const { title, icon, disabled, shortcut } = action;
  const item = { id, title, disabled, shortcut: [shortcut ?? []].flat()[0], run: (isByKey?: boolean) => runAction(id, isByKey) };
  return [icon === undefined ? item : { ...item, icon }];
}
