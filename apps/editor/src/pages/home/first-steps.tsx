import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { type ImportItem, useImport } from '../workflows/import/use-import.ts';
import { ImportButton } from '../workflows/import-button.tsx';
import { NewWorkflowButton } from '../workflows/new-workflow-button.tsx';
import { TemplateGallery } from '../workflows/template-gallery.tsx';
import classes from './first-steps.module.css';

const steps = ['sample', 'run', 'activate'] as const;

interface FirstStepsProps {
  /** Outlives this, which is gone with the first workflow. */
  readonly imports: Bulk<ImportItem>;
}

/** The home of somebody who has nothing yet: three steps in words, and the samples to take the first with. */
export function FirstSteps({ imports }: FirstStepsProps) {
  const { t } = useTranslation();
  const importFiles = useImport({ bulk: imports, folder: '' });
  const takeFiles = useCallback((files: readonly File[]) => void importFiles(files), [importFiles]);
  return (
    <>
      <ol className={classes['steps']}>
        {steps.map((step, index) => (
          <li key={step} className={classes['step']}>
            <span className={classes['number']} aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <h2 className={classes['title']}>{t(`home.first.${step}`)}</h2>
              <p className={classes['text']}>{t(`home.first.${step}Text`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className={classes['ways']}>
        <span>{t('home.first.own')}</span>
        <ImportButton onFiles={takeFiles} isBusy={imports.state !== undefined && imports.state.result === undefined} />
        <NewWorkflowButton folder="" />
        <Link to="/workflows">{t('home.first.workflows')}</Link>
      </div>
      <TemplateGallery isFirst />
    </>
  );
}
