import type * as z from 'zod/mini';
import {
  choice,
  duration,
  environmentName,
  flag,
  id,
  map,
  must,
  needed,
  option,
  positiveNumber,
  text,
  wholeNumber,
} from './leaves.ts';

/** Any schema of a strict map. */
export type MapSchema = z.ZodMiniObject<z.core.$ZodLooseShape, z.core.$strict>;

/** What a source type lets a user write: under `sources.<id>`, and in a metric's `from`. Built when first needed. */
export interface SourceSchemas {
  readonly source: () => MapSchema;
  readonly from: () => MapSchema;
}

/** The keys that every source takes. */
export function sharedSourceKeys<const T extends string>(type: T) {
  return {
    type: needed(choice([type]), 'The kind of source.'),
    optional: option(flag(), 'true: where this source fails, its metrics count as missing rather than in error.'),
    timeout: option(duration(), 'How long one request may take, such as 20s.'),
    concurrency: option(wholeNumber(1, 8), 'How many requests may run at the same time.'),
    auth: option(auth(), 'Credentials, by the names of environment variables of the step.'),
    private: option(flag(), 'true: the host is inside your network (loopback and private address ranges).'),
  };
}

/** The keys that every metric's `from` takes. */
export function sharedFromKeys() {
  return {
    source: needed(id(), 'The id of the source, as declared under `sources`.'),
    scale: option(positiveNumber(), "Factor from the source's unit to the metric's, such as 0.01."),
  };
}

/** Exactly one way to present credentials. */
function auth() {
  return map({
    bearer: option(environmentName(), 'Environment variable that holds a bearer token.'),
    basic: option(
      map({
        user: must(environmentName(), 'Environment variable that holds the user name.'),
        password: must(environmentName(), 'Environment variable that holds the password.'),
      }),
      'Environment variables that hold user name and password.',
    ),
    header: option(
      map({
        name: must(text(100), 'Name of the header.'),
        value: must(environmentName(), 'Environment variable that holds its value.'),
      }),
      'A header, its value from an environment variable.',
    ),
  });
}

/** SQL result columns are named by the query, so `from` holds nothing but the query. */
export function queryFromKeys() {
  return {
    ...sharedFromKeys(),
    query: needed(
      text(20_000),
      'A query that gives one row with value and optionally observed_at, sample_size, successes, stddev, stderr; or rows with metric as well.',
    ),
  };
}

export const OBSERVED_AT_FORMATS = ['rfc3339', 'unix-s', 'unix-ms', 'unix-us', 'date'] as const;
