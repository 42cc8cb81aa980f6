import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSelect } from '../../parts/page-select.tsx';
import { useWorkflowName } from '../../queries/use-workflow-name.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import type { ControlProps } from '../control-props.ts';

/** Another workflow, found by its name; its id is what is kept. */
export function WorkflowControl({ id, spec, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const chosen = typeof value === 'string' && value !== '' ? value : undefined;
  const name = useWorkflowName(chosen);
  // The field holds the chosen name when nothing is being searched for.
  const workflows = useWorkflows(search === '' || search === name.data ? {} : { search });
  const found = (workflows.data?.pages ?? []).flatMap(({ items }) => items.map((each) => ({ value: each.id, label: each.name })));
  const own =
    chosen === undefined || found.some((each) => each.value === chosen)
      ? []
      : [{ value: chosen, label: name.data ?? (name.isLoading ? '…' : chosen) }];
  return (
    <PageSelect
      id={id}
      data={[...found, ...own]}
      value={chosen ?? null}
      placeholder={spec.placeholder ?? t('params.chooseWorkflow')}
      readOnly={isReadOnly}
      error={name.data === null ? t('params.workflowGone') : isInvalid}
      aria-describedby={describedBy}
      nothingFoundMessage={t(workflows.isError ? 'params.listFailed' : 'params.noWorkflows')}
      searchable
      onSearchChange={setSearch}
      clearable={spec.required !== true}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
