import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortcutKeys } from './shortcut.ts';
import classes from './shortcut-keys.module.css';

/** Keys that are called otherwise on the keyboards of other languages. */
const named: Readonly<Record<string, 'key.ctrl' | 'key.shift' | 'key.del' | 'key.space'>> = {
  Ctrl: 'key.ctrl',
  Shift: 'key.shift',
  Del: 'key.del',
  Space: 'key.space',
};

/** A shortcut as keys to press. */
export function ShortcutKeys({ shortcut }: { readonly shortcut: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes['keys']}>
      {shortcutKeys(shortcut).map((key) => (
        <Kbd key={key} size="xs">
          {named[key] === undefined ? key : t(named[key])}
        </Kbd>
      ))}
    </span>
  );
}
