/** Longest time that a run may take, in seconds. */
export const DEADLINE_SECONDS = 300;

/**
 * Makes everything that goes wrong outside the straight line end as "could not judge": the exit code is 2 until a
 * decision sets it, and anything thrown, rejected, or still running at the deadline ends the process with 2. The
 * environment variable `LAUNCH_GATE_DEADLINE_SECONDS` may shorten the deadline. Returns what ends the waiting for it, once
 * the decision is out.
 */
export function guardProcess(say: (text: string) => void): () => void {
  process.exitCode = 2;
  const end = (text: string): never => {
    try {
      say(text);
    } finally {
      process.exit(2);
    }
  };
  const crash = (error: unknown) =>
    end(`crashed, which is a defect of launch-gate, not of your criteria: ${trace(error)}`);
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // A reader that closes the pipe early (`| head`) is no crash, and does not change the decision.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) =>
    code === 'EPIPE' ? undefined : end(`cannot write to standard output (${code ?? 'unknown error'})`),
  );
  const seconds = deadlineSeconds(process.env['LAUNCH_GATE_DEADLINE_SECONDS']);
  const timer = setTimeout(() => end(`no decision after ${seconds} s: could not judge`), seconds * 1000).unref();
  return () => clearTimeout(timer);
}

/** The deadline in seconds: the usual one, or a shorter one given as a plain number. */
export function deadlineSeconds(text: string | undefined): number {
  if (text === undefined || !/^\d{1,3}(\.\d{1,3})?$/.test(text)) return DEADLINE_SECONDS;
  return Math.min(DEADLINE_SECONDS, Number(text));
}

function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
