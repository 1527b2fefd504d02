import type * as Toolkit from '@actions/core';

/** The part of the actions toolkit that publishes. */
export type PublishingToolkit = Pick<typeof Toolkit, 'info' | 'warning' | 'error' | 'setOutput' | 'summary'>;

/** What publishes texts from which secrets are taken out last, whatever was done to them before. */
export interface RedactedToolkit {
  readonly info: (text: string) => void;
  readonly warning: (text: string, place?: Toolkit.AnnotationProperties) => void;
  readonly error: (text: string, place?: Toolkit.AnnotationProperties) => void;
  readonly setOutput: (name: string, value: string) => void;
  readonly writeSummary: (text: string) => Promise<void>;
}

/** The toolkit behind a redactor. The runner masks its logs, but neither files nor what is sent to GitHub's API. */
export function redactedToolkit(toolkit: PublishingToolkit, redact: (text: string) => string): RedactedToolkit {
  const placed = (place: Toolkit.AnnotationProperties = {}): Toolkit.AnnotationProperties => ({
    ...place,
    ...(place.title === undefined ? {} : { title: redact(place.title) }),
    ...(place.file === undefined ? {} : { file: redact(place.file) }),
  });
  return {
    info: (text) => toolkit.info(redact(text)),
    warning: (text, place) => toolkit.warning(redact(text), placed(place)),
    error: (text, place) => toolkit.error(redact(text), placed(place)),
    setOutput: (name, value) => toolkit.setOutput(name, redact(value)),
    writeSummary: async (text) => {
      await toolkit.summary.addRaw(redact(text), true).write();
    },
  };
}
