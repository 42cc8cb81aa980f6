import { Modal } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentActions } from '../../actions/action-store.ts';
import { ShortcutKeys } from '../../actions/shortcut-keys.tsx';
import { closePalette } from './palette-store.ts';
import classes from './shortcut-list.module.css';

/** What hands do without a key of its own. */
const HANDS = ['pan', 'zoom', 'box', 'cut', 'add'] as const;
/** What every list of the editor has in common. */
const LISTS = ['move', 'open', 'outlineMenu'] as const;

/** All keys that do something on this page, by what they are about. */
export function ShortcutList({ returnTo }: { readonly returnTo: Element | null }) {
  const { t } = useTranslation();
  const [groups] = useState(() =>
    Map.groupBy(
      currentActions().filter(({ shortcut }) => shortcut !== undefined),
      ({ group }) => group,
    ),
  );
  const isCanvasThere = document.querySelector('[data-canvas]') !== null;
  const close = () => {
    closePalette();
    if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus({ preventScroll: true });
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('shortcuts.title')}
      size="xl"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('shortcuts.close') }}
    >
      <div className={classes['columns']}>
        {[...groups].map(([group, actions]) => (
          <div key={group} className={classes['group']}>
            <h3>{group}</h3>
            <dl>
              {actions.map(({ id, title, shortcut = [] }) => (
                <div key={id} data-action={id}>
                  <dt>{title}</dt>
                  <dd>
                    {[shortcut].flat().map((each, index) => (
                      <Fragment key={each}>
                        {index > 0 && t('shortcuts.or')}
                        <ShortcutKeys shortcut={each} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
        {isCanvasThere && (
          <div className={classes['group']}>
            <h3>{t('shortcuts.hands')}</h3>
            <dl>
              {HANDS.map((what) => (
                <div key={what}>
                  <dt>{t(`shortcuts.${what}`)}</dt>
                  <dd>{t(`shortcuts.${what}.how`)}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
        <div className={classes['group']}>
          <h3>{t('shortcuts.lists')}</h3>
          <dl>
            {LISTS.map((what) => (
              <div key={what}>
                <dt>{t(`shortcuts.list.${what}`)}</dt>
                <dd>{t(`shortcuts.list.${what}.how`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Modal>
  );
}
