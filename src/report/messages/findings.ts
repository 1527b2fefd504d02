import type { FindingCode } from '../../core/finding-codes.ts';
import { KEY_MESSAGES } from './findings-keys.ts';
import { LAUNCH_MESSAGES } from './findings-launch.ts';
import { SOURCE_MESSAGES } from './findings-sources.ts';
import { REFERENCE_MESSAGES, TARGET_MESSAGES } from './findings-targets.ts';
import { YAML_MESSAGES } from './findings-yaml.ts';
import type { Message } from './message.ts';

/** The words for every finding about a criteria file, by code. */
export const FINDING_MESSAGES = {
  ...YAML_MESSAGES,
  ...KEY_MESSAGES,
  ...TARGET_MESSAGES,
  ...REFERENCE_MESSAGES,
  ...SOURCE_MESSAGES,
  ...LAUNCH_MESSAGES,
} satisfies Record<FindingCode, Message>;
