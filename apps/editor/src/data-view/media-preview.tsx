import { Button, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../format/format-bytes.ts';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { type BlobFile, fetchBlob } from './fetch-blob.ts';
import classes from './files-view.module.css';
import { useObjectUrl } from './use-object-url.ts';

type MediaKind = 'image' | 'audio' | 'video';

interface MediaPreviewProps {
  readonly file: BlobFile;
  readonly kind: MediaKind;
  /** What the bytes are played or drawn as. */
  readonly type: string;
  readonly title: string;
}

/** A picture, sound or film, fetched whole with progress and a way to stop. */
export function MediaPreview({ file, kind, type, title }: MediaPreviewProps) {
  const { t } = useTranslation();
  const [fetched, setFetched] = useState(0);
  const [isStopped, setStopped] = useState(false);
  const client = useQueryClient();
  const queryKey = ['blobs', file.sha256, 'whole'];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchBlob(file, { signal, onProgress: setFetched }),
    enabled: !isStopped,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const stop = () => {
    setStopped(true);
    setFetched(0);
    void client.cancelQueries({ queryKey, exact: true });
  };
  if (query.data !== undefined) return <Media blob={query.data} kind={kind} type={type} title={title} />;
  if (isStopped)
    return (
      <p className={classes['none']}>
        {t('data.lookStopped')}{' '}
        <Button variant="subtle" size="compact-xs" onClick={() => setStopped(false)}>
          {t('data.lookAgain')}
        </Button>
      </p>
    );
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  return (
    <div className={classes['fetching']} role="status">
      <Progress
        value={(100 * fetched) / Math.max(1, file.size)}
        className={classes['track'] ?? ''}
        aria-label={t('data.fetching', { name: title })}
      />
      <span className={classes['fact']}>{t('data.fetched', { done: formatBytes(fetched), total: formatBytes(file.size) })}</span>
      <Button variant="default" size="compact-xs" onClick={stop}>
        {t('data.stopLook')}
      </Button>
    </div>
  );
}

function Media({ blob, kind, type, title }: Omit<MediaPreviewProps, 'file'> & { readonly blob: Blob }) {
  const { t } = useTranslation();
  const url = useObjectUrl(blob, type);
  const [isRefused, setRefused] = useState(false);
  if (url === undefined) return null;
  if (isRefused) return <p className={classes['none']}>{t(kind === 'image' ? 'data.notDrawn' : 'data.notPlayed')}</p>;
  const shared = { src: url, onError: () => setRefused(true) };
  if (kind === 'image') return <img className={classes['picture']} alt={title} {...shared} />;
  if (kind === 'audio') return <audio className={classes['sound']} controls preload="metadata" aria-label={title} {...shared} />;
  return <video className={classes['film']} controls preload="metadata" aria-label={title} {...shared} />;
}
