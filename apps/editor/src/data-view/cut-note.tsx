import { useTranslation } from 'react-i18next';
import { formatBytes } from '../format/format-bytes.ts';
import type { DataItem } from './item-source.ts';
import classes from './items-view.module.css';

/** Says when what is shown of large items is their beginning. */
export function CutNote({ items }: { readonly items: readonly DataItem[] }) {
  const { t } = useTranslation();
  const cut = items.find((item) => item.cut !== undefined)?.cut;
  if (cut === undefined) return null;
  return <p className={classes['cut']}>{t('data.cut', { size: formatBytes(cut) })}</p>;
}
