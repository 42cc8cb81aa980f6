import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../format/format-bytes.ts';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { type BlobFile, fetchBlobPart } from './fetch-blob.ts';
import classes from './files-view.module.css';
import { MediaPreview } from './media-preview.tsx';
import { mediaTypeOf } from './media-type-of.ts';
import { mostBytes, previewKind } from './preview-kind.ts';
import { quietHtml } from './quiet-html.ts';

const HEAD_BYTES = mostBytes.text;

interface FilePreviewProps {
  readonly file: BlobFile;
  readonly title: string;
}

/** A look at a file: as what its first bytes say it is, of which no more is fetched than is shown; or why there is none. */
export function FilePreview({ file, title }: FilePreviewProps) {
  const { t } = useTranslation();
  const head = useQuery({
    queryKey: ['blobs', file.sha256, 'head'],
    queryFn: async ({ signal }) => new Uint8Array(await (await fetchBlobPart(file, 0, HEAD_BYTES, signal)).arrayBuffer()),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  if (head.error !== null) return <ProblemPanel error={head.error} onRetry={() => head.refetch()} />;
  if (head.data === undefined) return <Loader size="sm" m="md" />;
  const type = mediaTypeOf(head.data, file.mediaType) ?? '';
  const kind = previewKind(type);
  switch (kind) {
    case 'none':
      return <p className={classes['none']}>{t('data.noPreview')}</p>;
    case 'pdf':
      return <p className={classes['none']}>{t('data.pdfNote')}</p>;
    case 'text':
    case 'html':
      return (
        <>
          <BlobText text={new TextDecoder().decode(head.data)} isHtml={kind === 'html'} title={title} />
          {file.size > HEAD_BYTES && <p className={classes['none']}>{t('data.fileCut')}</p>}
        </>
      );
    default:
      if (file.size > mostBytes[kind])
        return <p className={classes['none']}>{t('data.tooLargeToShow', { size: formatBytes(mostBytes[kind]) })}</p>;
      return <MediaPreview file={file} kind={kind} type={type} title={title} />;
  }
}

function BlobText({ text, isHtml, title }: { readonly text: string; readonly isHtml: boolean; readonly title: string }) {
  if (isHtml) return <iframe className={classes['frame']} title={title} sandbox="" srcDoc={quietHtml(text)} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes['text']} tabIndex={0} aria-label={title}>
      {text}
    </section>
  );
}
