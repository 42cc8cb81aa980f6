import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconUpload } from '../parts/icons.ts';
import { Tip } from '../parts/tip.tsx';
import classes from './publish-button.module.css';

interface PublishButtonProps {
  /** Why it cannot be published now. */
  readonly reason: string | undefined;
  readonly hasNews: boolean;
  readonly onPublish: () => void;
}

/** Opens the dialog that makes the draft a version. A dot says that there is something to publish. */
export function PublishButton({ reason, hasNews, onPublish }: PublishButtonProps) {
  const { t } = useTranslation();
  return (
    <Tip label={reason ?? t('publish.unpublished')} disabled={reason === undefined && !hasNews}>
      <Button
        className={classes['publish'] ?? ''}
        variant="default"
        leftSection={<IconUpload size={16} />}
        rightSection={hasNews && reason === undefined ? <span className={classes['dot']} /> : undefined}
        disabled={reason !== undefined}
        title={reason}
        onClick={onPublish}
      >
        {t('publish.button')}
      </Button>
    </Tip>
  );
}
