import type { Platform } from '../core/platform.ts';
import type { PullRequest } from '../core/subject.ts';
import type { Api } from './api.ts';
import { readCommitFiles } from './commit-files.ts';
import { confirmSubject } from './confirm.ts';
import { type OwnEvent, type RunEvent, readEvent } from './event.ts';
import { findSubject } from './find-subject.ts';
import type { Found } from './found.ts';
import { readOverrideFacts } from './override-facts.ts';

/** GitHub as a platform: the subject, the facts of an override and their confirmation, all read live. */
export function githubPlatform(given: {
  readonly api: Api;
  /** Speaks with a token that can read teams; `null` where none was given. */
  readonly teamApi: Api | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Platform {
  const { api, teamApi, env } = given;
  let reading: Promise<Found<RunEvent>> | null = null;
  const event = () => {
    reading ??= readEvent(env);
    return reading;
  };
  return {
    async readSubject(request) {
      const read = await event();
      if (!read.ok) return { ...read, pullRequest: null };
      return findSubject(api, env, read.value, request);
    },
    async overrideFacts(pullRequest, rules) {
      const read = await event();
      const labelling = read.ok ? ownEvent(read.value, pullRequest) : null;
      return readOverrideFacts(api, teamApi, pullRequest, rules, labelling);
    },
    confirm: (subject, rules) => confirmSubject(api, subject, rules),
    pinnedFiles: (commit, isPinned) => readCommitFiles(api, commit, isPinned),
  };
}

/** What the run's own event says became of a label, where it is about this pull request. */
function ownEvent(event: RunEvent, { number }: PullRequest): OwnEvent | null {
  return event.kind === 'pull-request' && event.number === number ? event.labelling : null;
}
