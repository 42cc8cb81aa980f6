import { useStore } from 'zustand';
import { announcements } from './announce.ts';
import classes from './announcer.module.css';

/** Where announcements are put for screen readers; to be drawn once, from the beginning. */
export function Announcer() {
  const { text, number } = useStore(announcements);
  return (
    <div className={classes['hidden']} role="status" aria-live="polite" data-announcer>
      <span key={number}>{text}</span>
    </div>
  );
}
