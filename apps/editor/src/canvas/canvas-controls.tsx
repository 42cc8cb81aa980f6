import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { actionStore, runAction } from '../actions/action-store.ts';
import { shortcutKeys } from '../actions/shortcut.ts';
import { IconFocus, IconListTree, IconPlus, IconWand, IconZoomIn, IconZoomOut } from '../parts/icons.ts';
import classes from './canvas-controls.module.css';

const icons = {
  'zoom-in': IconZoomIn,
  'zoom-out': IconZoomOut,
  fit: IconFocus,
  'tidy-up': IconWand,
  'add-node': IconPlus,
  outline: IconListTree,
};

/** The canvas's own buttons. Each stands for an action: what cannot be done now says why. */
export function CanvasControls({ actions }: { readonly actions: readonly (keyof typeof icons)[] }) {
  const { t } = useTranslation();
  const known = useStore(actionStore, (state) => state.actions);
  return (
    <div className={classes['controls']} role="toolbar" aria-label={t('canvas.controls')} aria-orientation="vertical">
      {actions.map((id) => {
        const action = known.findLast((each) => each.id === id);
        const Icon = icons[id];
        // What can be done comes a moment after the canvas; its place is kept.
        if (action === undefined) {
          return (
            <span key={id} className={classes['button']} aria-disabled="true">
              <Icon size={16} stroke={1.8} />
            </span>
          );
        }
        const keys = [action.shortcut ?? []].flat()[0];
        return (
          <button
            key={id}
            type="button"
            className={classes['button']}
            aria-label={action.title}
            aria-disabled={action.disabled !== undefined}
            title={action.disabled ?? (keys === undefined ? action.title : `${action.title} (${shortcutKeys(keys).join(' ')})`)}
            onClick={() => runAction(id)}
          >
            <Icon size={16} stroke={1.8} />
          </button>
        );
      })}
    </div>
  );
}
