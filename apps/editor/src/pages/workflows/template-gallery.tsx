import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useTemplates } from '../../queries/use-templates.ts';
import { TemplateCard } from './template-card.tsx';
import classes from './template-gallery.module.css';

/** The samples that run without credentials. For a newcomer they are the page; later they stand below the list. */
export function TemplateGallery({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useTranslation();
  const templates = useTemplates();
  const failure = blockingError(templates);
  if (failure !== undefined) return <ProblemPanel error={failure} onRetry={() => templates.refetch()} />;
  return (
    <section className={classes['gallery']} data-first={isFirst || undefined} aria-labelledby="templates-title">
      <h2 id="templates-title" className={classes['title']}>
        {t('templates.title')}
      </h2>
      <p className={classes['text']}>{t('templates.text')}</p>
      <div className={classes['grid']}>
        {templates.isPending && ['a', 'b', 'c'].map((key) => <Skeleton key={key} height={232} radius="lg" />)}
        {templates.data?.items.map((template) => (
          <TemplateCard key={template.id} template={template} />
        ))}
      </div>
    </section>
  );
}
