import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ImportButton } from '../workflows/import-button.tsx';
import { TemplateGallery } from '../workflows/template-gallery.tsx';
import classes from './first-steps.module.css';

const steps = ['sample', 'run', 'activate'] as const;

/** The home of somebody who has nothing yet: three steps in words, and the samples to take the first with. */
export function FirstSteps() {
  const { t } = useTranslation();
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
        <ImportButton />
        <Link to="/workflows">{t('home.first.workflows')}</Link>
      </div>
      <TemplateGallery isFirst />
    </>
  );
}
