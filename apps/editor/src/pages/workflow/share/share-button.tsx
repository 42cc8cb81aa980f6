import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../actions/use-action.ts';
import { fetchPart } from '../../../parts/fetch-part.ts';
import { IconUserPlus } from '../../../parts/icons.ts';
import { KeysAhead } from '../../../parts/keys-ahead.tsx';
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
  const reason = canShare ? undefined : t('share.mayNot');
  const open = () => setOpen(true);
  useAction({
    id: 'share',
    title: t('action.share'),
    group: t('palette.versions'),
    shortcut: 'Shift+S',
    icon: IconUserPlus,
    disabled: reason,
    run: open,
  });
  return (
    <>
      <Button variant="default" leftSection={<IconUserPlus size={16} />} disabled={!canShare} title={reason} onClick={open}>
        {t('share.button')}
      </Button>
      {isOpen && (
        <Suspense fallback={<KeysAhead />}>
          <ShareDialog workflowId={workflowId} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
