import * as z from 'zod/mini';
import { described } from './report-schema-parts.ts';

const answer = z.enum(['yes', 'no', 'unknown']);

/** A metric's alert in the JSON report. */
export const alert = z.object({
  state: z.enum(['declared', 'verified', 'partly-verified', 'refuted', 'unknown']),
  rule: z.nullable(z.string()),
  where: z.nullable(z.string()),
  detects_within_seconds: described(
    z.nullable(z.number()),
    'The computed worst-case delay where there is one, else the declared.',
  ),
  text: z.optional(z.string()),
  fires: described(
    z.optional(z.nullable(z.string())),
    'The comparison at which the rule fires, in the unit of the metric; `null` where it is not known.',
  ),
  answers: described(
    z.nullable(
      z.object({
        exists: answer,
        enabled: answer,
        evaluating: answer,
        muted: answer,
        notifies: answer,
        watches: answer,
        state: z.enum(['inactive', 'pending', 'firing', 'unknown']),
      }),
    ),
    'What the alerting system answered; `null` where nobody was asked or nobody answered.',
  ),
  delay: described(
    z.nullable(
      z.object({
        seconds: z.number(),
        by: described(
          z.optional(z.enum(['system', 'criteria'])),
          'Whose parts they are: what the alerting system gave, or what the criteria declare.',
        ),
        lag: z.number(),
        refresh: z.number(),
        window: z.number(),
        bad_share: z.number(),
        interval: z.number(),
        hold: z.number(),
        recording: z.number(),
        group: z.number(),
        route: z.number(),
      }),
    ),
    'The computed delay and its parts, in seconds; `bad_share` is the share of the window that must be bad.',
  ),
  notes: described(
    z.optional(z.nullable(z.array(z.string()))),
    'Weak spots that the alerting system shows, which refute nothing; `null` where nobody answered.',
  ),
});
