import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../parts/copy-button.tsx';
import classes from './did-note.module.css';

/** A key's public half, to be given to an owner who adds it. */
export function DidNote({ did }: { readonly did: string }) {
  const { t } = useTranslation();
  return (
    <span className={classes['note']}>
      <code>{did}</code>
      <CopyButton value={did} label={t('identity.copyDid')} />
    </span>
  );
}
