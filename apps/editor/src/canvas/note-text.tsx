import { Fragment, type ReactNode } from 'react';
import classes from './note-text.module.css';
import { readMarks } from './read-marks.ts';

/** A note's text: headings, lists and emphasis of Markdown, links as text; nothing in it is ever taken as HTML. */
export function NoteText({ text, placeholder }: { readonly text: string; readonly placeholder: string }) {
  if (text.trim() === '') return <div className={classes['empty']}>{placeholder}</div>;
  const lines = text.split('\n').map((line, index) => ({ line, key: `${index} ${line}` }));
  return (
    <div className={classes['text']}>
      {lines.map(({ line, key }) => (
        <Line key={key} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: string }) {
  const heading = /^(#{1,3})\s+(.*)$/.exec(line);
  if (heading !== null) {
    return (
      <div className={classes['heading']} data-level={heading[1]?.length}>
        {marked(heading[2] ?? '')}
      </div>
    );
  }
  const item = /^\s*[-*]\s+(.*)$/.exec(line);
  if (item !== null) return <div className={classes['item']}>{marked(item[1] ?? '')}</div>;
  return <div className={classes['line']}>{line.trim() === '' ? ' ' : marked(line)}</div>;
}

const elements = { plain: Fragment, bold: 'strong', italic: 'em', code: 'code' } as const;

function marked(text: string): ReactNode {
  return readMarks(text).map(({ kind, text: part, at }) => {
    const Element = elements[kind];
    return <Element key={at}>{part}</Element>;
  });
}
