import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useActions } from '../actions/use-actions.ts';
import { useShortcuts } from '../actions/use-shortcuts.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconKeyboard, IconSearch } from '../parts/icons.ts';
import { KeysAhead } from '../parts/keys-ahead.tsx';
import { paletteStore, togglePalette } from './palette/palette-store.ts';

const CommandPalette = lazy(() =>
  fetchPart(async () => ({ default: (await import('./palette/command-palette.tsx')).CommandPalette })),
);
const ShortcutList = lazy(() => fetchPart(async () => ({ default: (await import('./palette/shortcut-list.tsx')).ShortcutList })));

/** Ctrl+K, or Cmd+K, for the command palette, which works while a text is written too, and `?` for all shortcuts. Both are loaded with their first use. */
export function PaletteShortcut() {
  const { t } = useTranslation();
  const open = useStore(paletteStore, (state) => state.open);
  const returnTo = useRef<Element | null>(null);
  useShortcuts();
  useEffect(
    () =>
      paletteStore.subscribe((state, before) => {
        if (before.open === undefined && state.open !== undefined) returnTo.current = document.activeElement;
      }),
    [],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      togglePalette();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useActions([
    {
      id: 'palette',
      title: t('action.palette'),
      group: t('palette.actions'),
      shortcut: 'Mod+K',
      areKeysElsewhere: true,
      icon: IconSearch,
      run: () => paletteStore.setState({ open: 'palette' }),
    },
    {
      id: 'shortcuts',
      title: t('action.shortcuts'),
      group: t('palette.actions'),
      shortcut: '?',
      icon: IconKeyboard,
      run: () => paletteStore.setState({ open: 'shortcuts' }),
    },
  ]);
  return (
    <Suspense fallback={<KeysAhead />}>
      {open === 'palette' && <CommandPalette returnTo={returnTo.current} />}
      {open === 'shortcuts' && <ShortcutList returnTo={returnTo.current} />}
    </Suspense>
  );
}
