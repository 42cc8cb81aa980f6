import { Menu, type MenuItemProps, Tooltip } from '@mantine/core';
import { type MouseEvent, useId } from 'react';
import { IN_PAGE } from './in-page.ts';
import classes from './menu-entry.module.css';

interface MenuEntryProps extends MenuItemProps {
  /** Why it cannot be done now. */
  readonly reason: string | undefined;
  readonly onClick: (event: MouseEvent) => void;
  readonly 'data-item'?: string;
}

/** An entry of a menu. One that is off can still be come to, and says why: under the pointer, with the focus, and to screen readers. */
export function MenuEntry({ reason, onClick, children, ...item }: MenuEntryProps) {
  const id = useId();
  if (reason === undefined) {
    return (
      <Menu.Item {...item} onClick={onClick}>
        {children}
      </Menu.Item>
    );
  }
  return (
    <Tooltip
      label={reason}
      events={EVENTS}
      className={classes['reason'] ?? ''}
      position="left"
      multiline
      maw={260}
      portalProps={IN_PAGE}
    >
      <Menu.Item {...item} className={classes['off'] ?? ''} aria-disabled aria-describedby={id} closeMenuOnClick={false}>
        {children}
        <span id={id} hidden>
          {reason}
        </span>
      </Menu.Item>
    </Tooltip>
  );
}

const EVENTS = { hover: true, focus: true, touch: true };
