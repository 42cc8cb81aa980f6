import { ActionIcon, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { actionStore, runAction } from '../actions/action-store.ts';
import { IconPencil } from '../parts/icons.ts';

/** Run the step, pin, unpin and edit, beside what it gave out; nothing where the page has no draft. */
export function PinControl() {
  return (
    <>
      <ActionButton id="runStep" />
      <ActionButton id="pin" />
      <ActionButton id="editPin" fallback={IconPencil} />
    </>
  );
}

function ActionButton({ id, fallback }: { readonly id: string; readonly fallback?: typeof IconPencil }) {
  const { t } = useTranslation();
  const action = useStore(actionStore, ({ actions }) => actions.findLast((each) => each.id === id));
  const Icon = action?.icon ?? fallback;
  if (action === undefined || Icon === undefined) return null;
  const { title, disabled } = action;
  return (
    <Tooltip label={disabled === undefined ? title : t('pin.disabled', { title, reason: disabled })}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={title}
        aria-disabled={disabled !== undefined}
        {...(disabled === undefined ? {} : { 'data-disabled': true })}
        onClick={() => runAction(id)}
      >
        <Icon size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
