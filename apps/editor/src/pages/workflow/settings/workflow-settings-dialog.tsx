import { Textarea, TextInput } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftStore } from '../../../draft/draft-context.tsx';
import { describeWorkflow, renameWorkflow, setWorkflowSetting } from '../../../draft/edits/workflow-fields.ts';
import { useWritten } from '../../../param-form/controls/use-written.ts';
import { FieldIssues } from '../../../param-form/field-issues.tsx';
import { ParamForm } from '../../../param-form/param-form.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { IconLock } from '../../../parts/icons.ts';
import { HoldFields } from '../../../together/field-holding.tsx';
import classes from './workflow-settings-dialog.module.css';
import { effectLines, withWorkflowSetting, workflowSettingsSpec, workflowSettingsValues } from './workflow-settings-spec.ts';

interface WorkflowSettingsDialogProps {
  readonly workflowId: string;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
  readonly issues: readonly Issue[];
  readonly readOnlyReason: string | undefined;
  readonly onClose: () => void;
}

/** What holds for the whole workflow: its name, what it is for, its limits and variables. Each change is an edit of the draft. */
export function WorkflowSettingsDialog(props: WorkflowSettingsDialogProps) {
  const { workflowId, document, issues, readOnlyReason, onClose } = props;
  const { t } = useTranslation();
  const store = useDraftStore();
  const spec = useMemo(() => workflowSettingsSpec(t), [t]);
  const edit = (what: string, key: string, update: (document: WorkflowDocument) => WorkflowDocument) =>
    store.edit(t('edit.workflowSetting', { what }), update, { mergeKey: `workflow/${key}` });
  const name = useWritten(
    document.name,
    (value) => String(value),
    (text) => (text.trim() === '' ? { problem: t('workflowSettings.noName') } : { value: text.trim().slice(0, 200) }),
    (value) => edit(t('workflowSettings.name'), 'name', (current) => renameWorkflow(current, String(value))),
  );
  const isReadOnly = readOnlyReason !== undefined;
  return (
    <Dialog
      onClose={onClose}
      title={t('workflowSettings.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('workflowSettings.close') }}
    >
      {isReadOnly && (
        <p className={classes['reason']}>
          <IconLock size={14} aria-hidden="true" />
          {readOnlyReason}
        </p>
      )}
      <HoldFields prefix="@workflow">
        <div className={classes['fields']}>
          <TextInput
            data-param="name"
            label={t('workflowSettings.name')}
            value={name.text}
            error={name.problem}
            readOnly={isReadOnly}
            maxLength={200}
            onChange={(event) => name.setText(event.currentTarget.value)}
            data-autofocus
          />
          <Textarea
            data-param="description"
            label={t('workflowSettings.description')}
            value={document.description ?? ''}
            readOnly={isReadOnly}
            maxLength={10_000}
            autosize
            minRows={2}
            maxRows={8}
            onChange={({ currentTarget: { value } }) =>
              edit(t('workflowSettings.description'), 'description', (current) => describeWorkflow(current, value))
            }
          />
          <ParamForm
            type={spec}
            params={workflowSettingsValues(document)}
            issues={issues.flatMap(asOfKey)}
            readOnlyReason={readOnlyReason}
            onChange={(field, value, { mergeKey }) =>
              edit(spec.params[field]?.title ?? field, mergeKey, (current) => withWorkflowSetting(current, field, value))
            }
          />
          {document.settings.effects !== undefined && (
            <EffectLines
              effects={document.settings.effects}
              issues={issues.filter(({ pointer }) => pointer?.startsWith('/settings/effects') === true)}
              isReadOnly={isReadOnly}
              onChange={(lines) =>
                edit(t('workflowSettings.effects'), 'effects', (current) => setWorkflowSetting(current, 'effects', [...lines]))
              }
            />
          )}
        </div>
      </HoldFields>
      <p className={classes['id']}>
        {t('workflowSettings.id')} <code>{workflowId}</code>
        <CopyButton value={workflowId} label={t('workflowSettings.copyId')} />
      </p>
    </Dialog>
  );
}

const EXAMPLE = 'get https://api.example.com/*';

interface EffectLinesProps {
  readonly effects: readonly string[];
  readonly issues: readonly Issue[];
  readonly isReadOnly: boolean;
  readonly onChange: (lines: readonly string[]) => void;
}

function EffectLines({ effects, issues, isReadOnly, onChange }: EffectLinesProps) {
  const { t } = useTranslation();
  const id = useId();
  const { text, setText } = useWritten(
    [...effects],
    (value) => (value as string[]).join('\n'),
    (written) => ({ value: [...effectLines(written)] }),
    (value) => onChange(value as string[]),
  );
  return (
    <div>
      <Textarea
        data-param="effects"
        label={t('workflowSettings.effects')}
        description={t('workflowSettings.effects.help')}
        placeholder={EXAMPLE}
        value={text}
        error={issues.length > 0}
        readOnly={isReadOnly}
        aria-describedby={issues.length > 0 ? id : undefined}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: classes['lines'] ?? '' }}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <FieldIssues issues={issues} id={id} />
    </div>
  );
}

/** What is wrong with the key of the limit, at the field of that name. */
function asOfKey(issue: Issue): Issue[] {
  return issue.pointer === '/settings/concurrency/key' ? [{ ...issue, param: 'key' }] : [];
}
