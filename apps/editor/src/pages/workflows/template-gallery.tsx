import { Skeleton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconSearch } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { type Template, useTemplates } from '../../queries/use-templates.ts';
import { TemplateCard } from './template-card.tsx';
import classes from './template-gallery.module.css';
import { topicsOf } from './topics-of.ts';

/** The samples that run without credentials, to be searched by what they show. For a newcomer they are the page; later they stand below the list. */
export function TemplateGallery({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useTranslation();
  const templates = useTemplates();
  const [search, setSearch] = useState('');
  const failure = blockingError(templates);
  if (failure !== undefined) return <ProblemPanel error={failure} onRetry={() => templates.refetch()} />;
  const wanted = search.trim().toLowerCase().split(/\s+/);
  const textOf = ({ title, summary, document }: Template) =>
    [
      title,
      summary,
      ...topicsOf(document).map((topic) => t(`topic.${topic}`)),
      ...Object.values(document.nodes).map(({ name }) => name),
    ]
      .join(' ')
      .toLowerCase();
  const found = (templates.data?.items ?? []).filter((template) => wanted.every((word) => textOf(template).includes(word)));
  return (
    <section className={classes['gallery']} data-first={isFirst || undefined} aria-labelledby="templates-title">
      <div className={classes['head']}>
        <div>
          <h2 id="templates-title" className={classes['title']}>
            {t('templates.title')}
          </h2>
          <p className={classes['text']}>{t('templates.text')}</p>
        </div>
        <TextInput
          size="xs"
          placeholder={t('templates.search')}
          aria-label={t('templates.search')}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <div className={classes['grid']}>
        {templates.isPending && ['a', 'b', 'c'].map((key) => <Skeleton key={key} height={232} radius="lg" />)}
        {found.map((template) => (
          <TemplateCard key={template.id} template={template} />
        ))}
      </div>
      {templates.isSuccess && found.length === 0 && <p className={classes['text']}>{t('templates.noMatch')}</p>}
    </section>
  );
}
