import '@mantine/core/styles/PillsInput.css';
import { Autocomplete, Button, Group, TagsInput } from '@mantine/core';
import { folderPath, workflowTags } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../parts/dialog.tsx';
import { useFolders } from '../../../queries/use-folders.ts';
import type { WorkflowSummary } from '../../../queries/use-workflows.ts';
import { commonFiling, type FilingChange, filingChange } from './filing-change.ts';
import { tidyFolder } from './tidy-folder.ts';

interface FilingDialogProps {
  readonly workflows: readonly WorkflowSummary[];
  readonly onSave: (change: FilingChange) => void;
  readonly onClose: () => void;
}

/** Puts workflows in a folder and gives them tags. Of several it shows what all have, and changes only what was changed here. */
export function FilingDialog({ workflows, onSave, onClose }: FilingDialogProps) {
  const { t } = useTranslation();
  const folders = useFolders();
  const before = commonFiling(workflows);
  const [folder, setFolder] = useState(before.folder ?? '');
  const [tags, setTags] = useState<string[]>([...before.tags]);
  const tidy = tidyFolder(folder);
  const folderIssue = folderPath.safeParse(tidy).success ? undefined : t('filing.folderInvalid');
  const tagsIssue = workflowTags.safeParse(tags).success ? undefined : t('filing.tagsInvalid');
  return (
    <Dialog
      onClose={onClose}
      title={t('filing.title', { count: workflows.length, name: workflows[0]?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('confirm.close') }}
    >
      <Autocomplete
        openOnFocus={false} // it would lie over the tags as soon as the dialog opens
        comboboxProps={{ withinPortal: false }}
        label={t('filing.folder')}
        description={t(before.folder === undefined ? 'filing.folderMixed' : 'filing.folderHelp')}
        placeholder={t('filing.folderPlaceholder')}
        data={(folders.data?.folders ?? []).map(({ path }) => path)}
        limit={50}
        value={folder}
        onChange={setFolder}
        error={folderIssue}
        data-autofocus
      />
      <TagsInput
        comboboxProps={{ position: 'top-start', withinPortal: false }} // below it would lie over the buttons
        label={t('filing.tags')}
        description={t('filing.tagsHelp')}
        data={(folders.data?.tags ?? []).map(({ tag }) => tag)}
        limit={50}
        value={tags}
        onChange={setTags}
        error={tagsIssue}
        mt="md"
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button
          disabled={folderIssue !== undefined || tagsIssue !== undefined}
          onClick={() => onSave(filingChange(before, { folder: tidy, tags }))}
        >
          {t('filing.save')}
        </Button>
      </Group>
    </Dialog>
  );
}
