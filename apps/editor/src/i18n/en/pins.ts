export const pins = {
  'action.pin': 'Pin the output of the step',
  'action.unpin': 'Unpin the step',
  'action.editPin': 'Edit what the step gives out',
  'action.noNode': 'Select a node first',
  'edit.pin': 'Pin {{what}}',
  'edit.unpin': 'Unpin {{what}}',
  'pin.badge': 'Pinned: runs from here give out what is pinned, and do not run it',
  'pin.pinned': 'Pinned',
  'pin.title': 'What {{what}} gives out',
  'pin.refused': '{{what}} was not pinned',
  'pin.problem.none': 'There is nothing to pin.',
  'pin.problem.files': 'Its items carry files, and files cannot be pinned.',
  'pin.problem.failed': 'Some of its items failed. Edit the output, and pin what it should have been.',
  'pin.problem.large':
    'It is larger than {{limit}}, the most that is pinned. A few items that show every case are enough: pin an edited output.',
};
