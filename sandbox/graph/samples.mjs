import { AOSP } from './samples/aosp.mjs';
import { CHALLENGES } from './samples/challenges.mjs';
import { FAILURES } from './samples/failures.mjs';
import { READING_BACK } from './samples/reading-back.mjs';
import { READS } from './samples/reads.mjs';
import { REFUSALS } from './samples/refusals.mjs';
import { THROTTLING } from './samples/throttling.mjs';

/** The documented profile IDs, by what they show. */
export const SAMPLE_GROUPS = [REFUSALS, CHALLENGES, THROTTLING, FAILURES, READING_BACK, READS, AOSP];

/** @type {import('./samples/sample.mjs').Sample[]} */
export const SAMPLES = SAMPLE_GROUPS.flatMap(({ samples }) => samples);
