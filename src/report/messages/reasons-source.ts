import type { SourceError } from '../../core/measurement.ts';
import type { Message } from './message.ts';
import { isLive, withDetail } from './reasons-evidence.ts';

type Code = Exclude<SourceError, 'not-a-number'>;

/** What is said of a live system that was asked; its own `detail` says what is wrong, so the advice must fit any. */
interface Live {
  readonly says?: string;
  readonly fix: string;
}

function failure(title: string, says: string, fix: string, live: Live, why: string, example: string): Message {
  return {
    title,
    says: (args) => withDetail(isLive(args) ? (live.says ?? says) : says, args),
    fix: (args) => (isLive(args) ? live.fix : fix),
    why,
    example,
  };
}

const NO_ANSWER = 'A source that cannot answer is not a pass: what it would have said is not known.';

/** Texts of sources that could not say. */
export const SOURCE_REASONS: Readonly<Record<Code, Message>> = {
  config: failure(
    'Source not usable as configured',
    'The source cannot be asked as the criteria describe it',
    'Correct the keys of this source or of the metric’s from.',
    { fix: 'Correct it where it is set: in the criteria, or under env of the step for what a variable holds.' },
    NO_ANSWER,
    'from: { source: evals, task: wiki }',
  ),
  auth: failure(
    'Not signed in',
    'The source refused the credentials, or none were given',
    'Name the credentials under auth and set that environment variable in the step to a token that is valid and may read; on pull requests from forks there are no secrets.',
    {
      says: 'The source does not let the gate in',
      fix: 'It takes credentials that are valid now and may read; on pull requests from forks there are no secrets.',
    },
    NO_ANSWER,
    'auth: { bearer: PROM_TOKEN }',
  ),
  forbidden: failure(
    'Not allowed',
    'The source knows who asks and does not allow it',
    'Give the account behind these credentials the right to read just this; the page of the source in the docs names it.',
    { fix: 'The page of the source in the docs names exactly which rights the credentials need.' },
    NO_ANSWER,
    'HTTP status 403',
  ),
  'not-found': failure(
    'Source not found',
    'What the source points to does not exist',
    'Correct the path, the address or the name; what a step writes, let it write before the gate runs.',
    { fix: 'Correct the address or the name, in the criteria or in the variable that holds it.' },
    NO_ANSWER,
    'path: evals/results.json',
  ),
  'no-data': failure(
    'No data',
    'The source answered with no data for this metric',
    'Check that the evaluation really ran, or that the query selects something for the time it looks at.',
    { fix: 'Check that what from asks for selects something for the time that it looks at.' },
    'An empty result is not zero and not a pass.',
    'a run with no test cases',
  ),
  ambiguous: failure(
    'Several values',
    'The source has several values for this metric, and none is selected',
    'Add the key to from that selects exactly one of them, or let the query aggregate them to one.',
    { fix: 'Change what from asks for until exactly one value is left.' },
    'Taking the first of several would judge whatever happens to come first.',
    'from: { source: evals, prompt: v2 }',
  ),
  partial: failure(
    'Partial answer',
    'The source says that its answer is not complete',
    'Repair what the source names as missing, then run the gate again.',
    { fix: 'Find out at the source why, then run the gate again.' },
    'The part that is missing may be the part that fails.',
    'a Prometheus warning',
  ),
  'not-ready': failure(
    'Not ready',
    'The source is still computing, or its run did not finish',
    'Wait for it to finish, or start it again, then run the gate again; a longer timeout of the source lets the gate wait.',
    { fix: 'Run the gate again when it has finished; a longer timeout of the source lets the gate wait.' },
    NO_ANSWER,
    'a run with the status RUNNING',
  ),
  'rate-limited': failure(
    'Too many requests',
    'The source refused for now because it was asked too often',
    'Run the gate again later, lower concurrency at the source in the criteria, or have the limit raised.',
    { fix: 'If it happens often, lower concurrency at the source in the criteria, or have the limit raised.' },
    NO_ANSWER,
    'HTTP status 429',
  ),
  timeout: failure(
    'No answer in time',
    'The source did not answer in time',
    'Make the query cheaper, or raise timeout at the source.',
    { fix: 'Ask for less or find out why the source is slow; its timeout allows more, within 5 min for all sources.' },
    NO_ANSWER,
    'timeout: 60s',
  ),
  network: failure(
    'Not reachable',
    'The source could not be reached',
    'Check the address, its certificate, and that the runner may connect to it.',
    { fix: 'Check that it runs, that the address is right, and that the runner may connect to it.' },
    NO_ANSWER,
    'connection refused',
  ),
  server: failure(
    'Failure at the source',
    'The source answered that it failed',
    'Look into the source’s own logs, and run the gate again when it works.',
    { says: 'The source failed', fix: 'Look into the source’s own logs, and run the gate again when it works.' },
    NO_ANSWER,
    'HTTP status 503',
  ),
  'bad-response': failure(
    'Not readable',
    'What the source gave cannot be read as what it should be',
    'Check the format, that the file or the answer is whole, and that an address leads to the API and not to a web page.',
    { fix: 'Check that the address leads to the API, and that it answers what the criteria expect.' },
    'Half a file or another format may still contain numbers; they are not this metric.',
    'a result file that ends in the middle',
  ),
  'too-large': failure(
    'Too large',
    'What the source gave is larger than the gate reads',
    'Ask for less, or write a summary of the results; JSON Lines and CSV files have no limit.',
    { fix: 'Ask for less, such as one number that the source computes itself.' },
    NO_ANSWER,
    'a JSON file of 80 MiB',
  ),
  blocked: failure(
    'Not allowed to go there',
    'The gate refuses to read from there',
    'Use a regular file inside the workspace.',
    {
      says: 'The gate refuses to ask this',
      fix: 'The page on the network in the docs (docs/network.md) says what the gate may ask, and what allows more.',
    },
    'A path that leaves the workspace, a redirect, or a host inside the network that the criteria do not call so, is not evidence but a way out.',
    'path: ../secrets.json',
  ),
};
