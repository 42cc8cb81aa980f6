import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { fetchPart } from '../../parts/fetch-part.ts';
import { useCreateWorkflow } from '../../queries/use-create-workflow.ts';
import { useCan } from '../../queries/use-me.ts';
import type { Template } from '../../queries/use-templates.ts';
import classes from './template-card.module.css';
import { topicsOf } from './topics-of.ts';

const MiniGraph = lazy(() => fetchPart(async () => ({ default: (await import('../../parts/mini-graph.tsx')).MiniGraph })));

/** A sample: its graph in small, what it shows, and one button that makes it a workflow of one's own. */
export function TemplateCard({ template }: { readonly template: Template }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateWorkflow();
  const canBuild = useCan('builder');

  const use = async () => {
    try {
      const workflow = await create.mutateAsync(template.document);
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: workflow.id }, search: { welcome: true } });
    } catch (error) {
      notifications.show({ color: 'red', title: t('templates.failed'), message: problemOfError(error).detail });
    }
  };

  return (
    <article className={classes['card']}>
      <div className={classes['picture']}>
        <Suspense fallback={null}>
          <MiniGraph document={template.document} />
        </Suspense>
      </div>
      <div className={classes['body']}>
        <h3 className={classes['title']}>{template.title}</h3>
        <p className={classes['summary']}>{template.summary}</p>
        <ul className={classes['topics']} aria-label={t('templates.shows')}>
          {topicsOf(template.document).map((topic) => (
            <li key={topic}>{t(`topic.${topic}`)}</li>
          ))}
        </ul>
        <Button
          variant="light"
          size="xs"
          className={classes['use'] ?? ''}
          onClick={use}
          loading={create.isPending}
          disabled={!canBuild}
          title={canBuild ? undefined : t('role.mayNotBuild')}
          aria-label={t('templates.useNamed', { title: template.title })}
        >
          {t('templates.use')}
        </Button>
      </div>
    </article>
  );
}
