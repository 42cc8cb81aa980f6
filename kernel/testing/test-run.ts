import type { EventOf, JournalEvent, Json } from '@sluice/protocol';
import type { Plan } from '../src/graph/plan.ts';
import type { StepRunner } from '../src/guest/contract.ts';
import { advance } from '../src/run/advance.ts';
import type { Advance, AdvanceOptions, NewInput, PendingEffect, RunHost } from '../src/run/contract.ts';
import { encodeEvent } from '../src/run/encode-event.ts';
import { createState, type RunState } from '../src/run/state.ts';
import { FakeGuest } from './fake-guest.ts';
import { sha256 } from './test-types.ts';

/** Omit that keeps a union a union. */
type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
export type TestInput = WithoutTime<NewInput>;

/** What it is a run of, when not of the whole. */
export type TestPart = Pick<EventOf<'execution-started'>, 'asked' | 'given'>;

/** One execution under test, with blobs in memory and a clock that each input moves on by a second. */
export class TestRun {
  readonly plan: Plan;
  readonly guest: StepRunner;
  readonly blobs = new Map<string, string>();
  readonly host: RunHost;
  readonly events: JournalEvent[] = [];
  state: RunState = createState();
  now = 1_000_000;
  last: Advance | undefined;

  constructor(plan: Plan, guest: StepRunner = new FakeGuest()) {
    this.plan = plan;
    this.guest = guest;
    this.host = {
      runner: guest,
      sha256,
      readBlob: (sha) => this.blobs.get(sha),
      writeBlob: (sha, text) => void this.blobs.set(sha, text),
    };
  }

  start(items: readonly Json[] = [{}], trigger = this.plan.triggers[0]!, options?: AdvanceOptions, part: TestPart = {}): Advance {
    return this.takeAll(
      [
        {
          type: 'execution-started',
          executionId: 'run-1',
          workflowId: 'flow-1',
          version: this.plan.version,
          mode: 'manual',
          trigger,
          items: { items: items.map((json) => ({ json })) },
          seed: '00112233445566778899aabbccddeeff',
          ...part,
        },
      ],
      options,
    );
  }

  take(...inputs: readonly TestInput[]): Advance {
    return this.takeAll(inputs);
  }

  takeAll(inputs: readonly TestInput[], options: AdvanceOptions = {}): Advance {
    const timed = inputs.map((input): NewInput => {
      this.now += 1000;
      return { ...input, at: this.now };
    });
    this.last = advance(this.plan, this.state, timed, this.host, options);
    this.events.push(...this.last.events);
    return this.last;
  }

  /** Settles an effect. */
  settle(
    { node, scope, attempt, index }: Pick<PendingEffect, 'node' | 'scope' | 'attempt' | 'index'>,
    value: Json = null,
  ): Advance {
    return this.take({ type: 'effect-settled', node, scope, attempt, index, result: { ok: true, value: { value } } });
  }

  get lines(): string[] {
    return this.events.map(encodeEvent);
  }

  /** The derived events in short: `type node@scope`, in order. */
  get story(): string[] {
    return this.events.filter((event) => !('at' in event)).map(shorten);
  }

  /** The `json` of the execution's output. */
  get output(): Json[] {
    const { ended } = this.state;
    if (ended?.status !== 'completed') throw new Error(`The execution is ${ended?.status ?? 'not at its end'}`);
    const { output } = ended;
    const items = 'items' in output ? output.items : (JSON.parse(this.blobs.get(output.blob.sha256)!) as { json: Json }[]);
    return items.map((item) => item.json);
  }
}

function shorten(event: JournalEvent): string {
  const scope = 'scope' in event && event.scope !== '' ? `@${event.scope}` : '';
  const index = event.type === 'iteration-started' || event.type === 'iteration-ended' ? `#${event.index}` : '';
  return 'node' in event ? `${event.type} ${event.node}${scope}${index}` : event.type;
}
