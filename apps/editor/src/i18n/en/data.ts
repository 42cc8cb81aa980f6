export const data = {
  'data.items_one': '{{count}} item',
  'data.items_other': '{{count}} items',
  'data.copy': 'Copy as JSON',
  'data.table': 'Table',
  'data.json': 'JSON',
  'data.mode': 'How the items are shown',
  'data.more': '{{loaded}} of {{total}} are shown; load more',
};
