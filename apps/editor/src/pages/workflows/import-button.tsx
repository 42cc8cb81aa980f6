import { Button, FileButton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { IconFileImport } from '../../parts/icons.ts';
import { useCan } from '../../queries/use-me.ts';

interface ImportButtonProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly isBusy: boolean;
}

/** Asks for files of workflows. They can be dropped on the page as well. */
export function ImportButton({ onFiles, isBusy }: ImportButtonProps) {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const button = useRef<HTMLButtonElement>(null);
  const reason = canBuild ? undefined : t('role.mayNotBuild');
  useAction({
    id: 'workflows.import',
    title: t('action.workflows.import'),
    group: t('workflows.title'),
    icon: IconFileImport,
    disabled: reason,
    run: () => button.current?.click(),
  });
  return (
    <FileButton onChange={onFiles} accept="application/json,.json" multiple>
      {(props) => (
        <Button
          {...props}
          ref={button}
          variant="default"
          leftSection={<IconFileImport size={16} />}
          loading={isBusy}
          disabled={!canBuild}
          title={reason ?? t('import.help')}
        >
          {t('import.button')}
        </Button>
      )}
    </FileButton>
  );
}
