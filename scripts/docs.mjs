// The docs that only repeat what the code says, so that they cannot say anything else.
import { acceptancePages } from './docs-acceptance-criteria.mjs';
import { cataloguePages } from './docs-catalogue.mjs';
import { changePages, findingPages, refusalPages } from './docs-findings.mjs';
import { alertPages, diagnosisPages, statusPages } from './docs-judgement.mjs';
import { regionPages } from './docs-readme.mjs';
import { referencePages } from './docs-reference.mjs';
import { trapPages } from './docs-traps.mjs';

/** A generator: gives the generated pages as [path, content] pairs. `built` imports a compiled module. */
export async function docs(context) {
  const pages = [
    findingPages,
    refusalPages,
    changePages,
    statusPages,
    alertPages,
    diagnosisPages,
    cataloguePages,
    referencePages,
    regionPages,
    acceptancePages,
    trapPages,
  ];
  return (await Promise.all(pages.map((make) => make(context)))).flat();
}
