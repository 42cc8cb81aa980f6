/** After the first run of a sample. */
export const next = {
  'next.label': 'What to try next',
  'next.text': 'It ran. What to try next:',
  'next.change': 'Change “{{node}}”',
  'next.add': 'Add a step after “{{node}}”',
  'next.publish': 'Publish it, so that it starts by itself',
  'next.samples': 'Look at other samples',
  'next.close': 'Close the hint',
};
