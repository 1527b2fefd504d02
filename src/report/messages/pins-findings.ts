import type { TextArgs } from '../../core/finding.ts';
import type { RunFindingCode } from '../../core/run-finding-codes.ts';
import { arg, type Message } from './message.ts';
import { withDetail } from './reasons-evidence.ts';

const UNKNOWN = 'The pinned files at the commit under test are not known, and evidence that is bound to them is stale';

/** What keeps the pinned files, or some of them, from being known. */
export const PINS_FINDING_MESSAGES = {
  'pins-unknown': {
    title: 'Pinned files not known',
    says: (args) =>
      isUnmatched(args)
        ? `No file at the commit under test is named by ${arg(args, 'unmatched')} under subject.pins.`
        : withDetail(UNKNOWN, args),
    fix: (args) =>
      isUnmatched(args)
        ? 'Correct or remove what names no file under subject.pins: the digest is that of the other files only.'
        : 'Let subject.pins name files that the repository holds from its top, and let the run see them: on GitHub with contents: read, on a machine in a checkout that has the commit.',
    why: 'Evidence that is bound to pinned files counts where its digest is that of the files under test. A digest that cannot be made equals none, and a file that was moved away from its glob is pinned no more.',
    example: 'subject: { pins: ["prompts/**", "rag/**", model.yml] }',
  },
} satisfies Partial<Record<RunFindingCode, Message>>;

/** True where the digest is known, and only some globs name nothing. */
function isUnmatched(args: TextArgs): boolean {
  return args['unmatched'] !== undefined;
}
