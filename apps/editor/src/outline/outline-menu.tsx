import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ShortcutKeys } from '../actions/shortcut-keys.tsx';
import type { OutlineCommand } from './outline-commands.ts';

interface OutlineMenuProps {
  readonly commands: readonly OutlineCommand[];
  readonly readOnlyReason: string | undefined;
  /** Px in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
  readonly onRun: (command: OutlineCommand) => void;
}

/** All that can be done with a row, beside it, each with its key and the reason when it cannot. */
export function OutlineMenu({ commands, readOnlyReason, at, onClose, onRun }: OutlineMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu
      opened
      onClose={onClose}
      position="right-start"
      shadow="md"
      width={340}
      returnFocus={false}
      clickOutsideEvents={['mousedown', 'touchstart']}
      transitionProps={{ duration: 0 }}
      trapFocus
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('outline.menu')}>
        {commands.map((command) => {
          const reason = command.isEdit ? (readOnlyReason ?? command.reason) : command.reason;
          return (
            <Menu.Item
              key={command.id}
              disabled={reason !== undefined}
              title={reason}
              rightSection={<ShortcutKeys shortcut={[command.shortcut].flat()[0] ?? ''} />}
              onClick={() => onRun(command)}
            >
              {command.title}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
