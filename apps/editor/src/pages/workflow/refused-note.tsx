import { Popover, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { IconAlertTriangle } from '../../parts/icons.ts';
import { RefusedSave, type RefusedSaveProps } from './refused-save.tsx';
import classes from './workflow-bar.module.css';

/** Says in the bar that the engine does not take the draft; pressed, it says why, and the ways on. */
export function RefusedNote(props: RefusedSaveProps) {
  const { t } = useTranslation();
  return (
    <Popover width={420} position="bottom-end" shadow="md" withArrow={false} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes['saving'] ?? ''} data-kind="refused">
          <IconAlertTriangle size={14} aria-hidden="true" />
          <span>
            {props.readOnlyReason === undefined
              ? t('unsaved.refused', { reason: problemOfError(props.error).title })
              : t('unsaved.refusedViewOnly')}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('unsaved.refusedTitle')}>
        <RefusedSave {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}
