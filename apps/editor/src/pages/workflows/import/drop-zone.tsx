import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconFileImport } from '../../../parts/icons.ts';
import classes from './drop-zone.module.css';

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Why files cannot be dropped here; said in place of the invitation. */
  readonly disabled: string | undefined;
}

/** Takes files that are dropped anywhere on the page, and covers it with an invitation while some are held over it. */
export function DropZone({ onFiles, disabled }: DropZoneProps) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // Leaving for a part of the page goes to another part of it; only the window's edge leads nowhere.
    const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (disabled === undefined) onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFiles, disabled]);
  if (!isOver) return null;
  return (
    <div className={classes['cover']}>
      <div className={classes['card']}>
        <IconFileImport size={32} stroke={1.5} />
        {disabled ?? t('import.drop')}
      </div>
    </div>
  );
}
