/** What is said of pins where a step is open. */
export const pinning = {
  'pin.pinnedHelp': 'What is pinned stands for this step in runs from the editor. Runs that triggers start never see it.',
  'pin.earlier': 'From an earlier run',
  'pin.earlierHelp': 'The run that is shown did not run this step; this is what an earlier one made.',
  'pin.disabled': '{{title}}: {{reason}}',
  'pin.pin': 'Pin',
  'pin.close': 'Close without pinning',
  'pin.items': 'Items',
  'pin.itemsHelp':
    'The JSON of the items: a list for several, any other value for one. Runs from the editor give it out instead of running the step.',
};
