// What an enrollment profile is: types only.

/**
 * @typedef {object} Profile  An enrollment profile as Intune describes it; those of Android for Work have no more than the first half.
 * @property {string} accountId
 * @property {string} id
 * @property {string} displayName
 * @property {string} description
 * @property {string} createdDateTime
 * @property {string} lastModifiedDateTime
 * @property {string | null} tokenExpirationDateTime
 * @property {number} enrolledDeviceCount
 * @property {string | null} tokenValue
 * @property {string | null} qrCodeContent
 * @property {string=} enrollmentMode
 * @property {string=} enrollmentTokenType
 * @property {string=} tokenCreationDateTime
 * @property {number=} enrollmentTokenUsageCount
 * @property {string[]=} roleScopeTagIds
 * @property {boolean=} configureWifi
 * @property {string=} wifiSsid
 * @property {string=} wifiPassword
 * @property {string=} wifiSecurityType
 * @property {boolean=} wifiHidden
 * @property {boolean=} isTeamsDeviceProfile
 * @property {string=} deviceNameTemplate
 */

export {};
