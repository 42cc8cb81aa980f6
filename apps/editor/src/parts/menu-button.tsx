import { type CSSProperties, cloneElement, type ReactElement, type Ref, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Late } from './late.tsx';
import { refuse } from './refuse.ts';

interface ButtonProps {
  readonly ref?: Ref<HTMLElement>;
  readonly onClick?: () => void;
  readonly onPointerEnter?: () => void;
  readonly onFocus?: () => void;
  readonly 'aria-haspopup'?: 'menu';
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-busy'?: boolean;
  readonly style?: CSSProperties;
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

/** How long it takes until something must be said. */
const PATIENCE_MS = 1500;

/** Pale soon, and after a while with the reason: the server is away. */
function Waiting({ button }: LateMenuProps) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setTimeout(() => refuse(t('shell.menuWaits')), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [t]);
  return cloneElement(button, { 'aria-busy': true, style: { opacity: 0.45, transition: 'opacity 150ms 200ms' } });
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
    <Suspense fallback={<Waiting button={alone} />}>
      <Part {...given} button={button} />
    </Suspense>
  ) : (
    alone
  );
}
