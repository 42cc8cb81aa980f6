export const about = {
  'about.title': 'About',
  'about.subtitle': 'The engine behind this page.',
  'about.version': 'Version',
  'about.node': 'Node',
  'about.storage': 'Storage',
  'about.workers': 'Workers',
  'about.uptime': 'Up for',
  'about.executions': 'Executions',
  'about.none': 'none',
  'about.api': 'API reference',
};
