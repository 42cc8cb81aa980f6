import { defineModule } from '@sluice/kit';

export default defineModule({
  name: 'core',
  title: 'Core',
  effects: ['* http', '* secret', '* kv', '* blob', '* log', '* time', '* random', '* workflow'],
});
