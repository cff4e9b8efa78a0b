import {
  ANDROID_FOR_WORK,
  aospUser,
  aospUserless,
  createProfile,
  DEVICE_OWNER,
  dedicated,
  END_OF_TIME,
  fullyManaged,
  shared,
  staging,
  wifi,
  workProfile,
} from './profiles.mjs';

/** @import { Traits } from './profiles.mjs' */

const YEARS_65 = 65 * 365;
const RIGHT_TO_LEFT = '\u202e';
const teams = { ...aospUserless, isTeamsDeviceProfile: true };
/** @satisfies {Partial<Traits>} */
const noToken = { revoked: true, tokenValue: null, qrCodeContent: null };

/** @type {[id: string, name: string, traits: Traits][]} */
const ANDROID_FOR_WORK_PROFILES = [
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01', 'Warehouse scanners – Rotterdam', { expires: 61, devices: 418, zone: 1 }],
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a02', 'Retail kiosks EMEA', { expires: YEARS_65, devices: 1204, zone: 0 }],
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03', 'Meeting room tablets', { expires: 9, devices: 36, zone: -8 }],
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a04', 'Summer pop-up stores 2025', { expires: -140, devices: 52, zone: 1 }],
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a05', '配送终端 – 上海', { expires: 30, devices: 87, zone: 8 }],
  ['2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a06', 'Lost box of QR posters (revoked)', { expires: -12, devices: 3, zone: 0, revoked: true }],
  ['0fd9ea51-4abe-420b-9805-ca436dfa378d', 'Warehouse scanners – Gdańsk', { expires: 84, devices: 77, zone: 1, created: 6, ticks: 5965 }],
  ['d37b6c25-73ea-4ae3-a8b4-865b638a8a99', 'Tablettes caisse – Orléans', { expires: 47, devices: 158, zone: 2, created: 43, ticks: 1207 }],
  ['47bb9d4e-6b49-4725-ab3b-e7000cb5de4f', 'Zählterminals Kühlhaus Süd', { expires: 12, devices: 29, zone: 1, created: 78, ticks: 3311 }],
  ['4241e4c6-7631-447f-85c1-29af5e0a795a', 'Kiosk pilot', { expires: 5, devices: 4, zone: -5, created: 85, ticks: 9 }],
  ['a88c3dea-eb93-4cd7-912e-eb5eb2d3c3cf', 'Kiosk pilot', { expires: -21, devices: 11, zone: -5, created: 111, ticks: 7480 }],
  ['cb0adcfd-3596-4526-a683-c8968149d9f0', 'Door signage', { expires: 0.8, devices: 63, zone: 9, created: 89, ticks: 42 }],
  ['4de1343f-3ee1-4a27-96bc-518296cbc860', 'Digital signage – 京都駅', { expires: 26, devices: 18, zone: 9, created: 64, ticks: 6002 }],
  ['1d2ce3bc-d1d6-4c20-ab34-69246ca59cea', 'Library terminals', { expires: YEARS_65, devices: 0, zone: 0, created: 2, ticks: 8125 }],
  ['91bf55ed-4842-4a93-8dfa-3f2992f58c2e', 'Museum audio guides', { expires: -3, devices: 240, zone: 2, created: 93, ticks: 4444 }],
  ['fb5924b4-f47b-4ff1-b2ae-19510bb59deb', 'Trade fair Hannover 2024 (revoked)', { expires: -580, devices: 35, zone: 2, created: 610, revoked: true }],
  ['8a3ffc42-0d11-48d2-8d6c-2e009636a3bb', '<img src=x onerror=alert(1)><b>Not bold</b>', { expires: 33, devices: 1, zone: 0, created: 57, ticks: 1 }],
  ['aab164f8-dea7-4b9d-b4b0-6253a9ea167f', '', { expires: 70, devices: 2, zone: 0, created: 20, ticks: 9999 }],
  ['dec8072b-6cde-4735-98be-05ed8f04c570', 'أجهزة المستودع – الرياض', { expires: 52, devices: 96, zone: 3, created: 38, ticks: 2718 }],
];

/** @type {[id: string, name: string, traits: Traits][]} */
const DEVICE_OWNER_PROFILES = [
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101', 'Default Fully Managed Profile', { ...fullyManaged, expires: null, devices: 2310, zone: 0 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102', 'Field service phones', { ...workProfile, expires: END_OF_TIME, devices: 664, zone: -5 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103', 'Point of sale', { ...dedicated, expires: YEARS_65, devices: 905, zone: 1 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b104', 'Ward tablets, shared sign-in', { ...dedicated, ...shared, expires: 74, devices: 131, zone: 2 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b105', 'Staging at reseller', { ...fullyManaged, ...staging, expires: 3, devices: 240, zone: 5.5 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b106', 'AR headsets, user associated', { ...aospUser, ...wifi, expires: 88, devices: 19, zone: -8, usage: 19 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107', 'Cold storage scanners (AOSP)', { ...aospUserless, ...wifi, expires: 45, devices: 73, zone: 1, usage: 73 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b108', 'Teams panels', { ...teams, expires: 21, devices: 44, zone: -5, usage: 44 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b109', 'Pilot – COPE spring', { ...workProfile, expires: -200, devices: 12, zone: 0 }],
  ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b110', 'Contractor handhelds (revoked)', { ...dedicated, expires: -30, devices: 8, zone: 10, revoked: true }],
  ['22b5b954-9946-48d0-8dde-95017f95ff7d', 'Sales phones APAC', { ...workProfile, expires: END_OF_TIME, devices: 388, zone: 8, created: 512, ticks: 3105 }],
  [
    '99a4193f-f3d9-41bd-a777-5ef01d04340c',
    'Executives',
    { ...fullyManaged, expires: null, devices: 27, zone: 0, created: 730, ticks: 88, description: 'No kiosk, no shared use.' },
  ],
  ['42a1d90c-f6d2-4faa-b924-df2fb449305a', 'Delivery drivers – Québec', { ...workProfile, expires: null, devices: 1466, zone: -5, created: 221, ticks: 6150 }],
  [
    'dd1b26c9-ce2e-4a7f-96e5-4d02f53c29c8',
    'Point of sale',
    { ...dedicated, expires: 14, devices: 0, zone: 1, created: 76, ticks: 7007, description: 'Copy of “Point of sale”, made by mistake' },
  ],
  [
    '2cf050fc-d64b-436b-a0bc-63c5bb1b86e1',
    'Nurse phones, night shift',
    { ...dedicated, ...shared, expires: 0.2, devices: 58, zone: 2, created: 90, ticks: 4019 },
  ],
  [
    'c46c291c-818e-4762-a6ea-bf4e643e137f',
    'Reseller staging – COPE',
    { ...workProfile, ...staging, expires: 40, devices: 120, zone: 0, created: 50, ticks: 11 },
  ],
  ['943c4093-78c2-44e4-8d0c-536326a39d10', 'Smart glasses – Линия 4', { ...aospUser, expires: 18, devices: 6, zone: 3, usage: 6, created: 72, ticks: 5050 }],
  [
    'dd7222e9-683b-41df-a8f8-5fe4d399be52',
    'Picking robots (AOSP)',
    { ...aospUserless, expires: 87, devices: 300, zone: 1, usage: 300, created: 3, ticks: 2999 },
  ],
  [
    'ce49b8e7-ce57-442a-979b-82da739b7275',
    'Forklift terminals (AOSP)',
    { ...aospUserless, ...wifi, expires: -9, devices: 41, zone: 1, usage: 41, created: 99, ticks: 1618 },
  ],
  ['77ee41b2-fa13-4c15-ab1a-baef3b3b5033', 'Teams phones, reception', { ...teams, expires: 64, devices: 15, zone: -5, usage: 15, created: 26, ticks: 800 }],
  ['3f8fe13b-e929-4578-a05e-f3bc9e017fbc', 'Teams Rooms – 会議室', { ...teams, expires: -45, devices: 9, zone: 9, usage: 9, created: 135, ticks: 3737 }],
  [
    '7b5213bb-e3c2-466f-a0e4-0bf1d8beb495',
    'Hologram displays',
    { enrollmentMode: 'corporateOwnedHologram', enrollmentTokenType: 'quantum', expires: 60, devices: 5, zone: 0, created: 30, ticks: 1234 },
  ],
  ['4c3af94b-95af-4061-9da8-dbe6c7839a01', 'Самообслуживание – Алматы', { ...dedicated, expires: 365, devices: 212, zone: 5, created: 140, ticks: 9090 }],
  ['35c8f373-0b5b-494d-b542-1f8159d1fc61', '仓库扫码枪 – 深圳', { ...dedicated, expires: YEARS_65, devices: 830, zone: 8, created: 300, ticks: 66 }],
  [
    '73eee0f9-b0ac-4570-9ee4-fe8c12e1c7de',
    `Handhelds ${RIGHT_TO_LEFT}gnp.ecioffo`,
    { ...dedicated, expires: 28, devices: 7, zone: 0, created: 62, ticks: 4321 },
  ],
  [
    '9a3a3c61-3b07-466a-a244-dabf2cc63f3a',
    'Shared handhelds of the regional distribution centres in Antwerp, Bremerhaven, Felixstowe, Le Havre and Valencia, second shift, ' +
      'including spare devices kept by facility management',
    { ...dedicated, ...shared, expires: 56, devices: 1999, zone: 1, created: 34, ticks: 2020 },
  ],
  [
    'af25c29a-e715-44f6-abec-e9db8fece9af',
    'DonaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftTerminals',
    { ...dedicated, expires: 77, devices: 3, zone: 1, created: 13, ticks: 15 },
  ],
  ['e7d8fd60-96cc-4c2b-9275-efeee43d0a5a', 'Voting booths 2024 (revoked)', { ...dedicated, expires: -700, devices: 500, zone: -5, created: 760, ...noToken }],
  [
    'c1facc67-27f6-4b3f-b6c3-9ace9cd4d415',
    'Scanner loaners (revoked)',
    { ...workProfile, expires: -2, devices: 21, zone: 0, created: 180, revoked: true, ticks: 555 },
  ],
  ['fd94392a-0f4d-4319-8b72-531d943aca49', 'Vaccination centre tablets', { ...fullyManaged, expires: -900, devices: 74, zone: 1, created: 1300, ticks: 7 }],
  ['8fea8e9e-73d5-4005-9d27-dae9c7bd1ab6', 'point of sale', { ...dedicated, expires: 1.5, devices: 16, zone: -8, created: 88, ticks: 3456 }],
  ['689e61a9-0ddf-4c22-aeb8-a88522dae503', 'Kitchen displays 🍕', { ...dedicated, expires: 90, devices: 49, zone: -3.5, created: 0.1, ticks: 6789 }],
];

/** AOSP profiles whose tokens the list does not tell; they do where they are read by themselves. */
export const UNTOLD_IN_LIST = ['943c4093-78c2-44e4-8d0c-536326a39d10', 'dd7222e9-683b-41df-a8f8-5fe4d399be52'];

/** The ordinary profiles of a tenant, in the order in which it lists them, as Intune would describe them at `now`. */
export function createSeedProfiles(now = new Date()) {
  return [
    { collection: ANDROID_FOR_WORK, rows: ANDROID_FOR_WORK_PROFILES },
    { collection: DEVICE_OWNER, rows: DEVICE_OWNER_PROFILES },
  ].flatMap(({ collection, rows }) =>
    rows.map(([id, displayName, traits]) => ({
      collection,
      profile: createProfile({ collection, id, displayName, ...traits }, now),
    })),
  );
}
