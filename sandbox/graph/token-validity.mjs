import { isAosp } from './profiles.mjs';

/** @import { Profile } from './profile.mjs' */

const DAY = 86_400;

/** 90 days. Source: the sample AOSP_Token_Renew_Export.ps1 of Microsoft. */
export const AOSP_MOST_SECONDS = 90 * DAY;

/**
 * 65 years, leap days included.
 * Source: https://learn.microsoft.com/intune/intune-service/enrollment/android-kiosk-enroll
 */
export const MOST_SECONDS = 65 * 365.25 * DAY;

/** Their tokens do not expire, but for those of staging. */
const ENDLESS_MODES = ['corporateOwnedFullyManaged', 'corporateOwnedWorkProfile'];

/**
 * What Intune does with the validity that is wanted of a new token: takes it up to a limit, refuses any, or makes a token
 * without end whatever the number is. Which of the last two it does where tokens do not expire is documented nowhere.
 * @typedef {{most: number} | 'refused' | 'ignored'} ValidityRule
 */

/**
 * What holds for a profile, unless it has a rule of its own.
 * @param {Profile} profile
 * @returns {ValidityRule}
 */
export function ruleOfMode(profile) {
  if (isAosp(profile)) return { most: AOSP_MOST_SECONDS };
  const endless = ENDLESS_MODES.includes(profile.enrollmentMode ?? '') && profile.enrollmentTokenType !== 'deviceStaging';
  return endless ? 'ignored' : { most: MOST_SECONDS };
}

/**
 * Why Intune makes no token that is valid for so long. No source has these words.
 * @param {number} seconds
 * @param {ValidityRule} rule
 * @param {string | undefined} mode
 */
export function refusalOf(seconds, rule, mode) {
  if (rule === 'refused') return `Token validity cannot be set for enrollment mode ${mode}`;
  if (seconds <= 0) return 'Token validity in seconds must be greater than 0';
  if (rule !== 'ignored' && seconds > rule.most) return `Token validity in seconds must not be greater than ${rule.most} for this enrollment profile`;
  return undefined;
}
