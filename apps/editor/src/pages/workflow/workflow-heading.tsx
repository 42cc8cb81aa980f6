import { ActionIcon, UnstyledButton } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutKeys } from '../../actions/shortcut.ts';
import { useAction } from '../../actions/use-action.ts';
import { NameField } from '../../canvas/name-field.tsx';
import { useDraftStore } from '../../draft/draft-context.tsx';
import { renameWorkflow } from '../../draft/edits/workflow-fields.ts';
import { IconAdjustments, IconPencil } from '../../parts/icons.ts';
import { late } from '../../parts/late.tsx';
import { SharedTag } from '../../parts/shared-tag.tsx';
import { Tip } from '../../parts/tip.tsx';
import { useTitle } from '../../parts/use-title.ts';
import classes from './workflow-heading.module.css';

const WorkflowSettingsDialog = late(
  async () => (await import('./settings/workflow-settings-dialog.tsx')).WorkflowSettingsDialog,
  { takesKeys: true },
);

interface WorkflowHeadingProps {
  readonly workflowId: string;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
  readonly issues: readonly Issue[];
  readonly readOnlyReason: string | undefined;
  readonly areSettingsOpen: boolean;
  readonly onSettings: (isOpen: boolean) => void;
}

/** The workflow's name, written where it stands, what it is for, and the way to its settings. */
export function WorkflowHeading(props: WorkflowHeadingProps) {
  const { workflowId, document, issues, readOnlyReason, areSettingsOpen, onSettings } = props;
  const { t } = useTranslation();
  const store = useDraftStore();
  const [isNaming, setNaming] = useState(false);
  const { name, description } = document;
  useTitle(name);
  useAction({
    id: 'rename-workflow',
    title: t('action.renameWorkflow'),
    group: t('palette.edit'),
    shortcut: 'Shift+F2',
    icon: IconPencil,
    disabled: readOnlyReason,
    lack: readOnlyReason,
    run: () => setNaming(true),
  });
  useAction({
    id: 'workflow-settings',
    title: t('action.workflowSettings'),
    group: t('palette.view'),
    shortcut: 'Mod+,',
    icon: IconAdjustments,
    run: () => onSettings(true),
  });
  return (
    <>
      <div className={classes['heading']}>
        <h1 className={classes['name']}>
          {isNaming ? (
            <NameField
              label={t('workflow.name')}
              value={name}
              onDone={(written) => {
                setNaming(false);
                store.edit(t('edit.renameWorkflow'), (current) => renameWorkflow(current, written));
              }}
            />
          ) : readOnlyReason === undefined ? (
            <UnstyledButton
              className={classes['rename'] ?? ''}
              title={`${t('action.renameWorkflow')} (${shortcutKeys('Shift+F2').join(' ')})`}
              onClick={() => setNaming(true)}
            >
              {name}
            </UnstyledButton>
          ) : (
            name
          )}
          <SharedTag workflowId={workflowId} />
        </h1>
        {description !== undefined && <p className={classes['description']}>{description}</p>}
      </div>
      <Tip label={`${t('workflow.settings')} (${shortcutKeys('Mod+,').join(' ')})`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes['settings'] ?? ''}
          aria-label={t('workflow.settings')}
          onClick={() => onSettings(true)}
        >
          <IconAdjustments size={18} />
        </ActionIcon>
      </Tip>
      {areSettingsOpen && (
        <WorkflowSettingsDialog
          workflowId={workflowId}
          document={document}
          issues={issues}
          readOnlyReason={readOnlyReason}
          onClose={() => onSettings(false)}
        />
      )}
    </>
  );
}
