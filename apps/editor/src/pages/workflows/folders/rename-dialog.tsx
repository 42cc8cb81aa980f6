import { Button, Group, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { folderPath } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../parts/dialog.tsx';
import { ProblemPanel } from '../../../parts/problem-panel.tsx';
import { showUndo } from '../../../parts/show-undo.ts';
import { useFolders } from '../../../queries/use-folders.ts';
import { useWorkflowChanges } from '../../../queries/use-workflow-changes.ts';
import { tidyFolder } from './tidy-folder.ts';

/** Gives a folder another name, or another place by a path: everything in it goes along. */
export function RenameDialog({ folder, onClose }: { readonly folder: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const changes = useWorkflowChanges();
  const folders = useFolders();
  const [text, setText] = useState(folder);
  const to = tidyFolder(text);
  const isValid = folderPath.safeParse(to).success && to !== folder && !to.startsWith(`${folder}/`);
  const wasThere = to === '' || folders.data?.folders.some(({ path }) => path === to || path.startsWith(`${to}/`)) === true;
  const move = useMutation({
    mutationFn: () => changes.moveFolder(folder, to),
    onSuccess: async ({ moved }) => {
      onClose();
      await changes.refresh();
      await navigate({ to: '/workflows', search: to === '' ? {} : { folder: to } });
      const message = t('folders.moved', { count: moved, folder, to: to === '' ? t('folders.top') : to });
      // In a folder that was there already nothing tells apart what came: to take it back would move too much.
      if (wasThere) notifications.show({ message });
      else
        showUndo(message, async () => {
          await changes.moveFolder(to, folder);
          await changes.refresh();
        });
    },
  });
  return (
    <Dialog onClose={onClose} title={t('folders.rename')} closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid) move.mutate();
        }}
      >
        <TextInput
          label={t('folders.name')}
          description={t('folders.nameHelp')}
          error={wasThere && isValid ? t('folders.joins', { to: to === '' ? t('folders.top') : to }) : undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        {move.isError && <ProblemPanel error={move.error} />}
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" disabled={!isValid} loading={move.isPending}>
            {t('folders.rename')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
