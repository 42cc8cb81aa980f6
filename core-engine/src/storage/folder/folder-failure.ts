import { SluiceError } from '@sluice/protocol';

/** The error that callers see for what the file system threw: `disk_full` or `database_failed`. What it did not throw stays as it is. */
export function folderFailure(error: unknown, folder: string): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return error;
  const { code, message } = error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new SluiceError('disk_full', `The disk that holds ${folder} is full; nothing was stored.`, { cause: error });
  return new SluiceError('database_failed', `${folder}: ${message}; nothing was stored.`, { cause: error });
}
