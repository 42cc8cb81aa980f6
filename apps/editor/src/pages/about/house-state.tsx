import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { IconCheck, IconCopy } from '../../parts/icons.ts';
import { Logo } from '../../parts/logo.tsx';
import classes from './about-page.module.css';

interface HouseStateProps {
  /** Null: the gateway does not answer; undefined while it is not known. */
  readonly readiness: { readonly database: boolean; readonly engine: boolean } | null | undefined;
  readonly version: string | undefined;
  /** What is copied for whoever is asked for help. */
  readonly report: string;
}

/** Which Sluice this is and how it is, in one line, and a way to tell others. */
export function HouseState({ readiness, version, report }: HouseStateProps) {
  const { t } = useTranslation();
  const { copied, copy } = useClipboard({ timeout: 1600 });
  useAction({
    id: 'about.report',
    title: t('about.copyReport'),
    group: t('about.title'),
    icon: IconCopy,
    run: () => copy(report),
  });
  const isWell = readiness?.database === true && readiness.engine;
  return (
    <section className={classes['state']} aria-label={t('about.state')}>
      <Logo size={44} />
      <div className={classes['stateText']}>
        <strong>Sluice {version}</strong>
        <span data-tone={readiness === undefined ? 'quiet' : isWell ? 'completed' : 'failed'}>
          {t(readiness === undefined ? 'about.asking' : isWell ? 'about.allWell' : 'about.notWell')}
        </span>
      </div>
      <Button
        variant="default"
        onClick={() => copy(report)}
        leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      >
        {t(copied ? 'copy.done' : 'about.copyReport')}
      </Button>
    </section>
  );
}
