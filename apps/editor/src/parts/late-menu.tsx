import { Menu, type MenuProps } from '@mantine/core';
import { cloneElement, type ReactNode, useEffect, useState } from 'react';
import type { LateMenuProps } from './menu-button.tsx';

interface OpenMenuProps extends LateMenuProps, Pick<MenuProps, 'position' | 'width' | 'withinPortal' | 'portalProps'> {
  /** The items. */
  readonly children: ReactNode;
}

/** The menu of a `MenuButton`: open from its first moment, as it was asked for; when it is closed the focus goes back to its button. */
export function LateMenu({ button, children, ...props }: OpenMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (target === null) return;
    target.focus({ preventScroll: true }); // the button that was pressed was another element
    setOpen(true);
  }, [target]);
  const onChange = (willOpen: boolean) => {
    // At once: what an entry opens over the page gives the focus back to where it was.
    if (!willOpen) target?.focus({ preventScroll: true });
    setOpen(willOpen);
  };
  return (
    <Menu withInitialFocusPlaceholder={false} {...props} opened={isOpen} onChange={onChange}>
      <Menu.Target>{cloneElement(button, { ref: setTarget })}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
