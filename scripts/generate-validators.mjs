// Compiles the JSON Schema of native values files to plain code, so that checking a document loads no library.
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

/** A generator: gives the generated module as one [path, content] pair. `built` imports a compiled module. */
export async function validators({ built }) {
  const { valuesJsonSchema } = await built('sources/formats/values-schema.js');
  const schema = valuesJsonSchema();
  const { document, entry } = schema.definitions;
  // Entries are checked one by one: a broken one must not take the others with it.
  const envelope = { ...document, properties: { ...document.properties, metrics: { type: 'object' } } };
  const ajv = new Ajv({
    strict: false,
    strictNumbers: true,
    code: { source: true, esm: true, lines: true, optimize: 2 },
  });
  ajv.addSchema({ ...envelope, $id: 'document' });
  ajv.addSchema({ ...entry, $id: 'entry' });
  const code = standaloneCode(ajv, { validateValuesDocument: 'document', validateValuesEntry: 'entry' });
  if (/\brequire\s*\(/.test(code)) throw new Error('the values schema uses a keyword that needs a library at run time');
  const module = code
    .replace('"use strict";', '')
    .replace(
      /export const (\w+) = (\w+);/g,
      (_, name, from) =>
        `export const ${name}: ((data: unknown) => boolean) & { errors?: readonly { instancePath: string; keyword: string }[] | null } = ${from};`,
    );
  const start = '// @ts-nocheck\n// Made from values-schema.ts by `npm run build`; do not edit.\n';
  return [['src/sources/formats/values-validator.generated.ts', `${start}${module.trim()}\n`]];
}
