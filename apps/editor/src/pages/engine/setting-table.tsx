import type { SettingView } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import classes from './engine-page.module.css';

/** Settings as they are in force: what each is for, its value, and whether somebody set it. */
export function SettingTable({ settings, label }: { readonly settings: readonly SettingView[]; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <ul className={classes['table']} aria-label={label}>
      {settings.map(({ name, value, source }) => (
        <li key={name} className={classes['line']}>
          <span className={classes['what']}>
            {/* A newer engine may have settings that this page has no words for. */}
            {t(`setting.${name}` as 'setting.SLUICE_HOME', { defaultValue: name })}
            <code>{name}</code>
          </span>
          <span className={classes['value']}>{value === '' ? t('engine.nothing') : value}</span>
          <span className={classes['source']} data-set={source === 'environment' || undefined}>
            {t(`engine.source.${source}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
