import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  /** Names what will be lost. */
  readonly text: string;
  readonly action: string;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once before something is done that cannot be undone. */
export function ConfirmDialog({ title, text, action, isBusy = false, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      <p style={{ margin: '0 0 24px', fontSize: 13 }}>{text}</p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('confirm.cancel')}
        </Button>
        <Button color="red" onClick={onConfirm} loading={isBusy}>
          {action}
        </Button>
      </Group>
    </Dialog>
  );
}
