// Links from a page in docs/ to the section about a code.
import { findingPages } from './docs-findings.mjs';
import { alertPages, diagnosisPages, statusPages } from './docs-judgement.mjs';

const PAGES = { finding: findingPages, reason: statusPages, diagnosis: diagnosisPages, alert: alertPages };

/** Gives a function that links to codes of one kind: `finding`, `reason`, `diagnosis` or `alert`. */
export async function linkMaker(context, kind) {
  const places = new Map();
  for (const [path, content] of await PAGES[kind](context))
    for (const [, code] of content.matchAll(/^## ([a-z0-9-]+)$/gm)) places.set(code, path.replace('docs/', ''));
  return (code) => {
    const place = places.get(code);
    if (place === undefined) throw new Error(`no page has a section about the ${kind} ${code}`);
    return `[\`${code}\`](${place}#${code})`;
  };
}
