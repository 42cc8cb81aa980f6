import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyOptions } from '../../testing/property-options.ts';
import { WorkQueue } from './work-queue.ts';

describe('a work queue', () => {
  it('is first in, first out; adding again moves to the end; members may leave from anywhere', () => {
    const commands = fc.array(fc.record({ member: fc.nat({ max: 5 }), command: fc.constantFrom('add', 'remove', 'shift') }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(commands, (list) => {
        const members = Array.from({ length: 6 }, (_, id) => ({ id, ticket: 0 }));
        const queue = new WorkQueue<(typeof members)[number]>({ last: 0 });
        let model: number[] = [];
        for (const { member, command } of list) {
          const id = command === 'shift' ? model[0] : member;
          if (id === undefined) continue;
          model = model.filter((other) => other !== id);
          if (command === 'add') {
            model.push(id);
            queue.add(members[id]!);
          } else queue.remove(members[id]!);
          expect(queue.first()?.id).toBe(model[0]);
          expect([...queue].map((each) => each.id)).toEqual(model);
        }
      }),
      propertyOptions(),
    );
  });

  it('gives its memory back', () => {
    const queue = new WorkQueue<{ ticket: number }>({ last: 0 });
    const stays = { ticket: 0 };
    queue.add(stays);
    for (let round = 0; round < 5000; round += 1) {
      const passes = { ticket: 0 };
      queue.add(passes);
      queue.add(stays);
      queue.remove(passes);
    }
    expect([...queue]).toEqual([stays]);
  });
});
