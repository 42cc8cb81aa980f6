import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

// Colours are the theme's variables, so that both schemes are served by one style.
const colours = HighlightStyle.define([
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--sl-json-string)' },
  { tag: [tags.number], color: 'var(--sl-json-number)' },
  { tag: [tags.bool, tags.null, tags.keyword, tags.operatorKeyword], color: 'var(--sl-json-literal)' },
  { tag: [tags.propertyName, tags.function(tags.propertyName)], color: 'var(--sl-json-key)' },
  { tag: tags.brace, color: 'var(--sl-accent)', fontWeight: '600' },
  { tag: [tags.comment, tags.meta], color: 'var(--sl-muted)', fontStyle: 'italic' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--sl-text)', backgroundColor: 'transparent', fontSize: '12.5px' },
  // Not of `&`: that is also the container of tooltips at the end of the page, which would make the page twice as long.
  '&.cm-editor': { height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--sl-text)' },
  '.cm-line': { padding: '0 10px', color: 'var(--sl-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--sl-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--sl-accent) 24%, transparent)',
  },
  '.cm-placeholder': { color: 'var(--sl-muted)' },
  '.cm-gutters': { backgroundColor: 'var(--sl-sunken)', color: 'var(--sl-muted)', border: 'none' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--sl-hover)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--sl-accent-soft)' },
  '.cm-tooltip': {
    border: '1px solid var(--sl-border-strong)',
    borderRadius: '8px',
    backgroundColor: 'var(--sl-raised)',
    color: 'var(--sl-text)',
    boxShadow: 'var(--sl-shadow-high)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '12.5px',
    maxHeight: '260px',
    minWidth: '240px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '12px', padding: '3px 10px', lineHeight: '1.6' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--sl-accent-soft)', color: 'var(--sl-text)' },
  '.cm-completionLabel': { flex: '1' },
  '.cm-completionDetail': { color: 'var(--sl-muted)', fontStyle: 'normal', marginLeft: '0' },
  '.cm-completionMatchedText': { color: 'var(--sl-accent)', textDecoration: 'none', fontWeight: '600' },
  '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--mantine-font-family)', fontSize: '12px' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--sl-failed)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--sl-failed)',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-panels': { backgroundColor: 'var(--sl-sunken)', color: 'var(--sl-text)', borderColor: 'var(--sl-border)' },
});

export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
