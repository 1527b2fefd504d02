import type { CriteriaChange } from '../core/criteria-change.ts';
import type { Outcome } from '../core/outcome.ts';
import { lineUrl } from './links.ts';
import { joined, link, own, type Prose, say, sentences } from './prose.ts';
import { changeSays } from './texts.ts';

/** One change of the criteria by the pull request, as shown. */
export interface ChangeView {
  readonly kind: CriteriaChange['kind'];
  readonly says: Prose;
  /** The line in the pull request's copy, as a link where that can be; empty where there is none. */
  readonly where: Prose;
}

const KINDS: readonly CriteriaChange['kind'][] = ['weakened', 'strengthened', 'other'];

/** What the pull request changes in the criteria, weakenings first. */
export function changesOf(outcome: Outcome): readonly ChangeView[] {
  const views = outcome.changes.map((change) => changeView(change, outcome));
  return KINDS.flatMap((kind) => views.filter((view) => view.kind === kind));
}

function changeView(change: CriteriaChange, { context }: Outcome): ChangeView {
  const { line } = change;
  const where =
    line === null ? [] : link(`line ${line}`, lineUrl(context, context.headSha, context.criteriaPath, line));
  return { kind: change.kind, says: changeSays(change), where };
}

/** The change with its line, as one sentence. */
export function changeLine({ says, where }: ChangeView): Prose {
  return where.length === 0 ? sentences([says]) : joined([say`${where}${own(':')}`, sentences([says])], ' ');
}

/** How many changes there are of each kind: `2 weakenings, 1 strengthening`. */
export function changeCounts(changes: readonly ChangeView[]): string {
  const count = (kind: ChangeView['kind'], one: string, many: string) => {
    const found = changes.filter((change) => change.kind === kind).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  };
  return [
    ...count('weakened', 'weakening', 'weakenings'),
    ...count('strengthened', 'strengthening', 'strengthenings'),
    ...count('other', 'other change', 'other changes'),
  ].join(', ');
}
