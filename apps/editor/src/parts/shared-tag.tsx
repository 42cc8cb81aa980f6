import { useTranslation } from 'react-i18next';
import { sharedRight, useSharedWithMe } from '../queries/use-shared-with-me.ts';
import classes from './shared-tag.module.css';

/** Says of a workflow that is shared with the signing key what it may do with it; nothing of one that is not. */
export function SharedTag({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation();
  const shared = useSharedWithMe();
  const right = sharedRight(shared.data?.items ?? [], workflowId);
  return right === undefined ? null : <span className={classes['tag']}>{t(`shared.badge.${right}`)}</span>;
}
