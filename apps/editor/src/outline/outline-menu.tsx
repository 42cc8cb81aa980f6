import { useTranslation } from 'react-i18next';
import { ShortcutKeys } from '../actions/shortcut-keys.tsx';
import { MenuEntry } from '../parts/menu-entry.tsx';
import { SpotMenu } from '../parts/spot-menu.tsx';
import type { OutlineCommand } from './outline-command.ts';

interface OutlineMenuProps {
  readonly commands: readonly OutlineCommand[];
  readonly readOnlyReason: string | undefined;
  /** Px in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
  /** `isByKey`: no pointer pressed it. */
  readonly onRun: (command: OutlineCommand, isByKey: boolean) => void;
}

/** All that can be done with a row, beside it, each with its key and the reason when it cannot. */
export function OutlineMenu({ commands, readOnlyReason, at, onClose, onRun }: OutlineMenuProps) {
  const { t } = useTranslation();
  return (
    <SpotMenu label={t('outline.menu')} at={at} width={340} onClose={onClose}>
      {commands.map((command) => {
        const reason = command.isEdit ? (readOnlyReason ?? command.reason) : command.reason;
        return (
          <MenuEntry
            key={command.id}
            reason={reason}
            rightSection={<ShortcutKeys shortcut={[command.shortcut].flat()[0] ?? ''} />}
            onClick={({ detail }) => onRun(command, detail === 0)}
          >
            {command.title}
          </MenuEntry>
        );
      })}
    </SpotMenu>
  );
}
