import { useTranslation } from 'react-i18next';
import { IconUser } from '../parts/icons.ts';
import { usePersonNames } from '../people/use-person-names.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { ChangeList } from './change-list.tsx';
import type { DocumentComparison } from './compare-documents.ts';
import classes from './publish-dialog.module.css';

interface MeanwhileNoticeProps {
  readonly comparison: DocumentComparison;
  /** The dids of those who changed it, as far as that is known. */
  readonly by: readonly string[];
  readonly catalog: NodeCatalog;
}

/** Says that others changed the draft while it was to be published, and what: whoever still wants to publishes that, too. */
export function MeanwhileNotice({ comparison, by, catalog }: MeanwhileNoticeProps) {
  const { t, i18n } = useTranslation();
  const nameOf = usePersonNames(by, t('together.you'));
  const who = new Intl.ListFormat(i18n.language).format(by.map(nameOf));
  return (
    <section className={classes['meanwhile']} role="alert">
      <h3 id="publish-meanwhile" className={classes['meanwhileTitle']}>
        <IconUser size={16} stroke={1.75} aria-hidden="true" />
        {by.length === 0 ? t('publish.meanwhile') : t('publish.meanwhileBy', { who })}
      </h3>
      <p className={classes['meanwhileText']}>{t('publish.meanwhileText')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes['meanwhileChanges']} tabIndex={0} aria-labelledby="publish-meanwhile">
        <ChangeList comparison={comparison} catalog={catalog} />
      </section>
    </section>
  );
}
