import { cloneElement, type ReactElement, type Ref, Suspense, useState } from 'react';
import type { Late } from './late.tsx';

interface ButtonProps {
  readonly ref?: Ref<HTMLElement>;
  readonly onClick?: () => void;
  readonly onPointerEnter?: () => void;
  readonly onFocus?: () => void;
  readonly 'aria-haspopup'?: 'menu';
  readonly 'aria-expanded'?: boolean;
}

export interface LateMenuProps {
  /** What opens it. */
  readonly button: ReactElement<ButtonProps>;
}

interface MenuButtonProps<Given> extends LateMenuProps {
  readonly menu: Late<LateMenuProps & Given>;
  /** What the menu needs to know besides. */
  readonly given: Given;
}

/**
 * A button with a menu that is fetched when a hand comes near it. What is pressed meanwhile counts: the menu opens when it is there.
 * `menu` draws the button itself, as its target (`LateMenu`).
 */
export function MenuButton<Given extends object>({ button, menu, given }: MenuButtonProps<Given>) {
  const [isWanted, setWanted] = useState(false);
  const { Part } = menu;
  const preload = () => void menu.preload();
  const alone = cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: preload,
    onFocus: preload,
    onClick: () => setWanted(true),
  });
  return isWanted ? (
    <Suspense fallback={alone}>
      <Part {...given} button={button} />
    </Suspense>
  ) : (
    alone
  );
}
