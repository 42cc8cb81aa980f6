import { useTranslation } from 'react-i18next';
import { PageSelect } from '../../parts/page-select.tsx';
import { useSecrets } from '../../queries/use-secrets.ts';
import type { ControlProps } from '../control-props.ts';

/** The name of a secret, chosen among those that there are. Its value is never shown to anyone. */
export function SecretControl({ id, spec, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const secrets = useSecrets(!isReadOnly);
  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const names = secrets.data?.items.map(({ name }) => name) ?? [];
  const isGone = chosen !== null && secrets.data !== undefined && !names.includes(chosen);
  const options = (secrets.data?.items ?? []).map(({ name, hosts }) => ({
    value: name,
    label: hosts.length === 0 ? name : t('params.secretFor', { name, hosts: hosts.join(', ') }),
  }));
  return (
    <PageSelect
      id={id}
      data={chosen !== null && !names.includes(chosen) ? [...options, { value: chosen, label: chosen }] : options}
      value={chosen}
      placeholder={spec.placeholder ?? t('params.chooseSecret')}
      readOnly={isReadOnly}
      error={isGone ? t('params.secretGone', { name: chosen }) : isInvalid}
      aria-describedby={describedBy}
      nothingFoundMessage={t(secrets.isError ? 'params.listFailed' : 'params.noSecrets')}
      searchable
      clearable={spec.required !== true}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
