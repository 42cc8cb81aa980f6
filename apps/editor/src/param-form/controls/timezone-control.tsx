import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { PageSelect } from '../../parts/page-select.tsx';
import type { ControlProps } from '../control-props.ts';

/** An IANA time zone, with the time that it is there now. */
export function TimezoneControl({ id, spec, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const shown = value ?? spec.default;
  const chosen = typeof shown === 'string' && shown !== '' ? shown : null;
  const zones = useMemo(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return [...new Set(['UTC', own, ...(chosen === null ? [] : [chosen]), ...Intl.supportedValuesOf('timeZone')])];
  }, [chosen]);
  return (
    <PageSelect
      id={id}
      data={zones}
      value={chosen}
      placeholder={spec.placeholder ?? 'UTC'}
      description={chosen === null ? undefined : t('params.timeThere', { time: timeIn(chosen, uiLocale()) })}
      inputWrapperOrder={['input', 'description', 'error']}
      readOnly={isReadOnly}
      error={isInvalid}
      aria-describedby={describedBy}
      searchable
      clearable={spec.required !== true}
      limit={60}
      nothingFoundMessage={t('params.noZone')}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function timeIn(timeZone: string, language: string): string {
  try {
    return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date());
  } catch {
    return '?';
  }
}
