import { ActionIcon } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { previewJson } from '../format/preview-json.ts';
import { IconTrash } from '../parts/icons.ts';
import { FieldIssues } from './field-issues.tsx';
import { useFormScope } from './form-scope.tsx';
import { issuesAt } from './issues-at.ts';
import fieldClasses from './param-field.module.css';
import classes from './unknown-params.module.css';

interface UnknownParamsProps {
  readonly params: readonly (readonly [name: string, value: Json])[];
  readonly onRemove: (name: string) => void;
}

/** Values that the node type does not know: kept, shown, and taken away when one wants. */
export function UnknownParams({ params, onRemove }: UnknownParamsProps) {
  const { t } = useTranslation();
  const { readOnlyReason, issues } = useFormScope();
  return params.map(([name, value]) => (
    <div key={name} className={fieldClasses['field']} data-param={name}>
      <div className={fieldClasses['head']}>
        <span className={fieldClasses['label']}>{name}</span>
        <span className={fieldClasses['tag']}>{t('params.unknown')}</span>
      </div>
      <div className={classes['row']}>
        <code className={classes['value']}>{previewJson(value)}</code>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={readOnlyReason !== undefined}
          title={readOnlyReason}
          onClick={() => onRemove(name)}
          aria-label={t('params.remove', { field: name })}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <FieldIssues issues={issuesAt(issues, [name], true)} id={`unknown-${name}`} />
    </div>
  ));
}
