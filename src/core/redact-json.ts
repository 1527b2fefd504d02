/** JSON without secrets that is still JSON: one of digits alone may look like a number of the report, which then stays. */
export function redactJson(json: string, redact: (text: string) => string): string {
  const text = redact(json);
  try {
    JSON.parse(text);
    return text;
  } catch {
    const redactText = (_key: string, value: unknown) => (typeof value === 'string' ? redact(value) : value);
    return `${JSON.stringify(JSON.parse(json), redactText, 2)}\n`;
  }
}
