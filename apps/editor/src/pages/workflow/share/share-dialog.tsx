import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../parts/dialog.tsx';
import { LinkForm } from './link-form.tsx';
import { PersonForm } from './person-form.tsx';
import classes from './share-dialog.module.css';
import { ShareList } from './share-list.tsx';

interface ShareDialogProps {
  readonly workflowId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Shares a workflow with a person or by a link, and shows with whom it is shared. */
export function ShareDialog({ workflowId, name, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  const [way, setWay] = useState<'person' | 'link'>('person');
  return (
    <Dialog
      onClose={onClose}
      title={t('share.title', { name })}
      size={560}
      closeButtonProps={{ 'aria-label': t('confirm.close') }}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('share.with')}
        value={way}
        onChange={setWay}
        data={[
          { value: 'person', label: t('share.person') },
          { value: 'link', label: t('share.link') },
        ]}
        mb="md"
      />
      <div hidden={way !== 'person'}>
        <PersonForm workflowId={workflowId} />
      </div>
      {/* Kept while the other is shown: a link that was just made is shown only once. */}
      <div hidden={way !== 'link'}>
        <LinkForm workflowId={workflowId} />
      </div>
      <section className={classes['list']} aria-labelledby="share-list-title">
        <h3 id="share-list-title" className={classes['listTitle']}>
          {t('share.list')}
        </h3>
        <ShareList workflowId={workflowId} />
      </section>
    </Dialog>
  );
}
