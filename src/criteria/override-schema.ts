import * as z from 'zod/mini';
import { OVERRIDE_ROLES } from '../core/override.ts';
import { choice, code, duration, flag, list, map, option } from '../sources/schemas/leaves.ts';

/** GitHub's limit on the length of a label's name. */
export const LABEL_LIMIT = 50;

/** The schema of `override`. */
export function overrideSchema() {
  return map({
    label: option(label(), 'Label that overrides the whole gate; with :<layer> or :<metric-id> a part of it.'),
    role: option(choice(OVERRIDE_ROLES), 'Least repository role of the person who applied it.'),
    users: option(list(account(LOGIN)), 'Logins, one of which the person must have.'),
    teams: option(list(account(TEAM)), 'Teams as org/team-slug, of one of which the person must be a member.'),
    reason: option(choice(['required', 'optional']), 'Whether a comment must give the reason.'),
    expires: option(duration(), 'Age at which the label no longer counts.'),
    'allow-author': option(flag(), "true: the pull request's author or last pusher may override."),
    disabled: option(flag(), 'true: no label overrides this gate.'),
  });
}

// Underscores join the names of managed accounts with those of their enterprises.
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const TEAM = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9_-]{1,100}$/;

function account(pattern: RegExp) {
  return z.string(code('invalid-account')).check(z.regex(pattern, code('invalid-account')));
}

function label() {
  const complaint = code('invalid-text');
  return z.string(complaint).check(
    z.regex(/^\S(.*\S)?$/, complaint),
    z.refine((name) => !hasControls(name), complaint),
    z.maxLength(LABEL_LIMIT, code('label-too-long')),
  );
}

/** True for characters that show as nothing or turn the text around them. */
function hasControls(text: string): boolean {
  return /[^ -~]/.test(text) && /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text.replace(/\u200d|[\u{e0020}-\u{e007f}]/gu, ''));
}

// Relative to the repository. Excluding (`!`) would make a further glob leave out more; groups can cost without end.
const GLOB = /^(?![/~!]|[A-Za-z]:)(?!(.*[/{},])?\.\.([/{},]|$))[^\\()\s]([^\\()]*[^\\()\s])?$/;

/** A glob of files that a pull request changes, from the top of the repository. */
export function changedFilesGlob() {
  const complaint = code('invalid-glob');
  return z.string(complaint).check(
    z.regex(GLOB, complaint),
    z.maxLength(500, complaint),
    z.refine((glob) => !hasControls(glob) && isClosed(glob), complaint),
  );
}

/** True where every bracket and brace is closed: what is not would be read as a name that no file has. */
function isClosed(glob: string): boolean {
  let rest = glob.replace(/\[[^\][/]+\]/g, '');
  for (let depth = 0; depth < 5; depth += 1) rest = rest.replace(/\{[^{}]*\}/g, '');
  return !/[[\]{}]/.test(rest);
}
