// The docs that only repeat what the code says, so that they cannot say anything else.
import { changePages, findingPages, refusalPages } from './docs-findings.mjs';
import { alertPages, diagnosisPages, statusPages } from './docs-judgement.mjs';
import { regionPages } from './docs-readme.mjs';
import { referencePages } from './docs-reference.mjs';

/** A generator: gives the generated pages as [path, content] pairs. `built` imports a compiled module. */
export async function docs(context) {
  const pages = [
    findingPages,
    refusalPages,
    changePages,
    statusPages,
    alertPages,
    diagnosisPages,
    referencePages,
    regionPages,
  ];
  return (await Promise.all(pages.map((make) => make(context)))).flat();
}
