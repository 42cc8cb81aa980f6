import { ActionIcon, Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import { formatBytes } from '../format/format-bytes.ts';
import { IconDownload, IconEye, IconX } from '../parts/icons.ts';
import { saveBlob } from '../parts/save-blob.ts';
import { fetchBlob } from './fetch-blob.ts';
import { FilePreview } from './file-preview.tsx';
import classes from './files-view.module.css';
import type { DataItem, ItemSource } from './item-source.ts';
import { ItemStep } from './item-step.tsx';
import { mostBytes, previewKind } from './preview-kind.ts';

interface FilesViewProps {
  readonly source: ItemSource;
  readonly label: string;
  readonly current: number | undefined;
}

/** The files that an item carries: what they are, a look at them, and a way to have them. */
export function FilesView({ source, label, current }: FilesViewProps) {
  const { t } = useTranslation();
  return (
    <ItemStep source={source} current={current}>
      {({ blobs = {} }) => (
        <ul className={classes['files']} aria-label={label}>
          {Object.keys(blobs).length === 0 && <li className={classes['none']}>{t('data.noFiles')}</li>}
          {Object.entries(blobs).map(([name, file]) => (
            <FileEntry key={`${name} ${file.sha256}`} name={name} file={file} />
          ))}
        </ul>
      )}
    </ItemStep>
  );
}

interface FileEntryProps {
  readonly name: string;
  readonly file: NonNullable<DataItem['blobs']>[string];
}

function FileEntry({ name, file }: FileEntryProps) {
  const { t } = useTranslation();
  // Pictures show themselves; everything else is fetched when it is asked for.
  const [isShown, setShown] = useState(previewKind(file.mediaType ?? '') === 'image' && file.size <= mostBytes.image);
  const [progress, setProgress] = useState<number>();
  const aborter = useRef<AbortController>(undefined);
  const title = file.name ?? name;

  const download = async () => {
    aborter.current = new AbortController();
    setProgress(0);
    try {
      const blob = await fetchBlob(file, { signal: aborter.current.signal, onProgress: setProgress });
      saveBlob(blob, title);
    } catch (error) {
      if (aborter.current.signal.aborted) return;
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <li className={classes['file']}>
      <div className={classes['facts']}>
        <div className={classes['heading']}>
          <strong className={classes['title']}>{title}</strong>
          <span className={classes['fact']}>
            {[name === title ? undefined : name, file.mediaType ?? t('data.unknownType'), formatBytes(file.size)]
              .filter((fact) => fact !== undefined)
              .join(' · ')}
          </span>
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconEye size={14} />}
          onClick={() => setShown(!isShown)}
          aria-expanded={isShown}
        >
          {t('data.look')}
        </Button>
        {progress === undefined ? (
          <Button size="xs" variant="default" leftSection={<IconDownload size={14} />} onClick={download}>
            {t('data.download')}
          </Button>
        ) : (
          <>
            <Progress value={(progress / Math.max(1, file.size)) * 100} w={120} aria-label={t('data.downloading')} />
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={() => aborter.current?.abort()}
              aria-label={t('data.stopDownload')}
            >
              <IconX size={15} />
            </ActionIcon>
          </>
        )}
      </div>
      {isShown && <FilePreview file={file} title={title} />}
    </li>
  );
}
