import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { type BlobFile, fetchBlob, fetchBlobPart } from './fetch-blob.ts';
import classes from './files-view.module.css';
import { quietHtml } from './quiet-html.ts';

type PreviewKind = 'image' | 'text' | 'html';

/** Images larger than this are not drawn; of texts the beginning is. */
const MOST_IMAGE_BYTES = 20 * 1024 * 1024;
const TEXT_BYTES = 64 * 1024;
/** Drawn as pictures, which run no scripts. */
const images = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml', 'image/bmp']);

/** How a file can be looked at; undefined: not here. */
export function previewKind(mediaType = '', size = 0): PreviewKind | undefined {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (images.has(type)) return size <= MOST_IMAGE_BYTES ? 'image' : undefined;
  if (type === 'text/html') return 'html';
  return type.startsWith('text/') || /[/+](json|xml|yaml|csv)$/.test(type) ? 'text' : undefined;
}

interface FilePreviewProps {
  readonly file: BlobFile;
  readonly kind: PreviewKind;
  readonly title: string;
}

/** A look at a file, of which no more is fetched than is shown. */
export function FilePreview({ file, kind, title }: FilePreviewProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['blobs', file.sha256, kind],
    queryFn: ({ signal }) => (kind === 'image' ? fetchBlob(file, { signal }) : fetchBlobPart(file, 0, TEXT_BYTES, signal)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => query.refetch()} />;
  if (query.data === undefined) return <Loader size="sm" m="md" />;
  if (kind === 'image') return <Picture blob={query.data} type={file.mediaType ?? ''} title={title} />;
  return (
    <>
      <BlobText blob={query.data} isHtml={kind === 'html'} title={title} />
      {file.size > TEXT_BYTES && <p className={classes['none']}>{t('data.fileCut')}</p>}
    </>
  );
}

function Picture({ blob, type, title }: { readonly blob: Blob; readonly type: string; readonly title: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([blob], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, type]);
  return url === undefined ? null : <img className={classes['picture']} src={url} alt={title} />;
}

function BlobText({ blob, isHtml, title }: { readonly blob: Blob; readonly isHtml: boolean; readonly title: string }) {
  const [text, setText] = useState('');
  useEffect(() => {
    let isOver = false;
    void blob.text().then((read) => !isOver && setText(read));
    return () => {
      isOver = true;
    };
  }, [blob]);
  if (isHtml) return <iframe className={classes['frame']} title={title} sandbox="" srcDoc={quietHtml(text)} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes['text']} tabIndex={0} aria-label={title}>
      {text}
    </section>
  );
}
