import type { FindingCode } from '../../core/finding-codes.ts';
import { ALERT_DELAY_MESSAGES } from './findings-alert-delay.ts';
import { CATALOGUE_MESSAGES } from './findings-catalogue.ts';
import { KEY_MESSAGES } from './findings-keys.ts';
import { LAUNCH_MESSAGES } from './findings-launch.ts';
import { LINT_MESSAGES } from './findings-lints.ts';
import { NORTH_STAR_MESSAGES } from './findings-north-star.ts';
import { ODDS_MESSAGES } from './findings-odds.ts';
import { PINS_MESSAGES } from './findings-pins.ts';
import { PRECONDITION_MESSAGES } from './findings-preconditions.ts';
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
  ...CATALOGUE_MESSAGES,
  ...ALERT_DELAY_MESSAGES,
  ...ODDS_MESSAGES,
  ...LINT_MESSAGES,
  ...PRECONDITION_MESSAGES,
  ...PINS_MESSAGES,
  ...NORTH_STAR_MESSAGES,
} satisfies Record<FindingCode, Message>;
