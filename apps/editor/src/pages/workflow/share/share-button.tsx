import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchPart } from '../../../parts/fetch-part.ts';
import { IconUserPlus } from '../../../parts/icons.ts';
import { useCan } from '../../../queries/use-me.ts';

const ShareDialog = lazy(() => fetchPart(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog })));

interface ShareButtonProps {
  readonly workflowId: string;
  readonly name: string;
}

/** Opens the dialog in which a workflow is shared. */
export function ShareButton({ workflowId, name }: ShareButtonProps) {
  const { t } = useTranslation();
  const canShare = useCan('builder');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconUserPlus size={16} />}
        disabled={!canShare}
        title={canShare ? undefined : t('share.mayNot')}
        onClick={() => setOpen(true)}
      >
        {t('share.button')}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ShareDialog workflowId={workflowId} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
