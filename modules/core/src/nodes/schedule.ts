import { defineNode, p } from '@sluice/kit';

const tick = { scheduledAt: '2026-11-20T06:00:00.000Z', firedAt: '2026-11-20T06:00:00.012Z', missed: 0 };

export default defineNode({
  type: 'core.schedule@1',
  kind: 'trigger',
  title: 'Schedule',
  summary: 'Starts the workflow at set times.',
  category: 'trigger',
  icon: 'clock',
  params: {
    cron: p.cron({
      title: 'When',
      help: 'Minute, hour, day of the month, month, day of the week; six fields start with the second.',
      placeholder: '0 6 * * 1-5',
      required: true,
      template: false,
    }),
    timezone: p.timezone({
      title: 'Time zone',
      help: 'Where the clock hangs, e.g. Europe/Berlin.',
      default: 'UTC',
      template: false,
    }),
  },
  examples: [
    {
      name: 'gives out the moment it was due',
      params: { cron: '0 6 * * 1-5' },
      input: { main: [tick] },
      output: { main: [tick] },
    },
    {
      name: 'goes by a time zone',
      params: { cron: '0 7 * * *', timezone: 'Europe/Berlin' },
      input: { main: [tick] },
      output: { main: [tick] },
    },
    { name: 'needs a time', params: {}, error: { code: 'param_missing', param: 'cron' } },
  ],
});
