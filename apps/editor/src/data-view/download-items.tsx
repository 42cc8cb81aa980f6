import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import { IconDownload, IconPlayerStop } from '../parts/icons.ts';
import { saveBlob } from '../parts/save-blob.ts';
import type { ItemSource } from './item-source.ts';

/** All items as a JSON file, put together page by page outside of the page's memory. Can be stopped. */
export function DownloadItems({ source, name }: { readonly source: ItemSource; readonly name: string }) {
  const { t } = useTranslation();
  const [done, setDone] = useState<number>();
  const aborter = useRef<AbortController>(undefined);
  const download = async () => {
    aborter.current = new AbortController();
    const { signal } = aborter.current;
    setDone(0);
    try {
      const parts: Blob[] = [];
      let count = 0;
      for await (const items of source.scan(signal)) {
        const lines = items.map(({ json }) => JSON.stringify(json)).join(',\n');
        parts.push(new Blob([count === 0 ? '[' : ',\n', lines]));
        count += items.length;
        setDone(count);
      }
      if (!signal.aborted)
        saveBlob(new Blob([...parts, count === 0 ? '[]\n' : ']\n'], { type: 'application/json' }), `${name}.json`);
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    } finally {
      setDone(undefined);
    }
  };
  const label = done === undefined ? t('data.downloadAll') : t('data.downloadStop', { done, total: source.total });
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        onClick={() => (done === undefined ? void download() : aborter.current?.abort())}
      >
        {done === undefined ? <IconDownload size={15} /> : <IconPlayerStop size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}
