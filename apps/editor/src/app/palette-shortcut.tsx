import { lazy, Suspense, useEffect, useState } from 'react';
import { useShortcuts } from '../actions/use-shortcuts.ts';

const loadPalette = () => import('./command-palette.tsx');
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));

/** Ctrl+K, or Cmd+K, for the command palette, which is loaded with its first use. */
export function PaletteShortcut() {
  const [isLoaded, setLoaded] = useState(false);
  useShortcuts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (isLoaded) void loadPalette().then(({ togglePalette }) => togglePalette());
      else setLoaded(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isLoaded]);
  return <Suspense fallback={null}>{isLoaded && <CommandPalette />}</Suspense>;
}
