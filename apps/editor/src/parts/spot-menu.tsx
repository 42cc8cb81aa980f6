import { Menu } from '@mantine/core';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { IN_PAGE } from './in-page.ts';

interface SpotMenuProps {
  readonly label: string;
  /** Px in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly onClose: () => void;
  /** The items. */
  readonly children: ReactNode;
}

/** A menu that opens at a spot, without a button of its own: under the hand, or beside a row. Whoever asked for it takes the focus back. */
export function SpotMenu({ label, at, width, onClose, children }: SpotMenuProps) {
  // Wherever the focus is at this moment: the menu may only just be taking it.
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close.current();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <Menu
      opened
      onClose={onClose}
      position="right-start"
      shadow="md"
      width={width}
      returnFocus={false}
      clickOutsideEvents={['mousedown', 'touchstart']}
      transitionProps={{ duration: 0 }}
      trapFocus
      withInitialFocusPlaceholder={false}
      portalProps={IN_PAGE}
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} style={{ maxHeight: 'calc(100dvh - 16px)', overflowY: 'auto' }}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
