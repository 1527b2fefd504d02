import * as z from 'zod/mini';
import { STATUSES } from '../core/result.ts';
import { described, text } from './report-schema-parts.ts';

const guards = z.array(z.object({ id: z.string(), status: z.enum(STATUSES) }));

const detour = z.object({
  until: text('The last day, as the criteria write it.'),
  reason: z.string(),
  expected: text('How deep the dip was expected to be.'),
  active: described(z.boolean(), 'False once it is over.'),
  days_left: described(z.nullable(z.number()), 'Whole days, 0 on the last one; `null` once it is over.'),
});

/** The metric that stands for value: reported, never gated by being it. */
export const northStar = described(
  z.nullable(
    z.object({
      metric: text('Id of the metric, which stands in `metrics` like every other.'),
      status: z.nullable(z.enum(STATUSES)),
      value: z.nullable(z.number()),
      counter_metrics: described(guards, 'What is gated in its place, by their own targets.'),
      guards: described(guards, 'What would show that it grows while value declines.'),
      detour: z.nullable(detour),
      review_by: z.nullable(z.string()),
    }),
  ),
  'The metric that stands for the value to users: reported, never gated; `null` where the criteria declare none.',
);
