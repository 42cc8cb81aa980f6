import { useTranslation } from 'react-i18next';
import type { ItemSource } from './item-source.ts';
import { ItemStep } from './item-step.tsx';
import { MarkedText } from './marked-text.tsx';
import { quietHtml } from './quiet-html.ts';
import classes from './text-views.module.css';
import { textIn } from './views-of.ts';

interface TextViewProps {
  readonly source: ItemSource;
  readonly label: string;
  /** In lower case. */
  readonly query: string;
  readonly current: number | undefined;
}

/** More of a text is not drawn. */
const MOST_CHARACTERS = 200_000;

/** The text of one item: the item itself, or the longest of its fields. */
export function TextView({ source, label, query, current }: TextViewProps) {
  const { t } = useTranslation();
  return (
    <ItemStep source={source} current={current}>
      {(item) => {
        const text = textIn(item.json) ?? '';
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1)
          <section className={classes['text']} aria-label={label} tabIndex={0}>
            <MarkedText text={text.slice(0, MOST_CHARACTERS)} query={query} />
            {text.length > MOST_CHARACTERS && `\n\n${t('data.textCut', { count: text.length - MOST_CHARACTERS })}`}
          </section>
        );
      }}
    </ItemStep>
  );
}

/** HTML as it looks, in a frame that may do nothing: no scripts, no forms, no way to this page, and nothing from the network. */
export function HtmlView({ source, label, current }: Omit<TextViewProps, 'query'>) {
  return (
    <ItemStep source={source} current={current}>
      {(item) => <iframe className={classes['frame']} title={label} sandbox="" srcDoc={quietHtml(textIn(item.json) ?? '')} />}
    </ItemStep>
  );
}
