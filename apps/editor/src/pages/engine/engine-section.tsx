import { type ReactNode, useId } from 'react';
import classes from './engine-page.module.css';

interface EngineSectionProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** One part of the page, under a heading and a sentence. */
export function EngineSection({ title, text, children }: EngineSectionProps) {
  const id = useId();
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <h2 id={id} className={classes['title']}>
        {title}
      </h2>
      <p className={classes['text']}>{text}</p>
      {children}
    </section>
  );
}
