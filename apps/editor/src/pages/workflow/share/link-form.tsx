import { Button, CopyButton, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverClock } from '../../../app/services.ts';
import { IconCheck, IconCopy } from '../../../parts/icons.ts';
import { PageSelect } from '../../../parts/page-select.tsx';
import { ProblemPanel } from '../../../parts/problem-panel.tsx';
import { useCreateShare } from '../../../queries/use-shares.ts';
import { linkOf, makeLinkSecret } from './make-link.ts';
import classes from './share-dialog.module.css';
import { firstTerms, ShareTermsFields, termsBody } from './share-terms.tsx';

const counts = [1, 5, 25];

/** Makes a link that shares the workflow, and shows it once. */
export function LinkForm({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation();
  const create = useCreateShare(workflowId);
  const [note, setNote] = useState('');
  const [uses, setUses] = useState('');
  const [terms, setTerms] = useState(firstTerms);
  const make = useMutation({
    mutationFn: async () => {
      const { secret, secretHash } = await makeLinkSecret();
      const to = { kind: 'link', secretHash, ...(uses === '' ? {} : { maxUses: Number(uses) }) } as const;
      await create.mutateAsync({ to, note: note.trim(), ...termsBody(terms, serverClock.now()) });
      return linkOf(secret);
    },
  });

  if (make.data !== undefined) return <MadeLink link={make.data} onAnother={make.reset} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <div className={classes['pair']}>
        <PageSelect
          label={t('share.uses')}
          data={[
            { value: '', label: t('share.uses.any') },
            ...counts.map((count) => ({ value: String(count), label: t('share.uses.count', { count }) })),
          ]}
          value={uses}
          onChange={(value) => setUses(value ?? '')}
          allowDeselect={false}
        />
        <TextInput
          label={t('share.note')}
          placeholder={t('share.notePlaceholder')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={100}
        />
      </div>
      <ShareTermsFields terms={terms} onChange={setTerms} />
      {make.isError && <ProblemPanel error={make.error} />}
      <div className={classes['submit']}>
        <Button type="submit" loading={make.isPending}>
          {t('share.makeLink')}
        </Button>
      </div>
    </form>
  );
}

function MadeLink({ link, onAnother }: { readonly link: string; readonly onAnother: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('share.made')}
        description={t('share.madeHelp')}
        value={link}
        readOnly
        classNames={{ input: classes['link'] ?? '' }}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <div className={classes['submit']}>
        <Button variant="subtle" onClick={onAnother}>
          {t('share.another')}
        </Button>
        <CopyButton value={link} timeout={2000}>
          {({ copied, copy }) => (
            <Button leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={copy}>
              {t(copied ? 'copy.done' : 'share.copyLink')}
            </Button>
          )}
        </CopyButton>
      </div>
    </>
  );
}
