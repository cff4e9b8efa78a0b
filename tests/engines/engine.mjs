/**
 * What a person can do to a browser of their own.
 * @typedef {'storage off' | 'cookies blocked' | 'local storage off' | 'pictures altered'} Limit
 *
 * A browser that runs, with one window for the page.
 * @typedef {object} Engine
 * @property {(url: string) => Promise<void>} open
 * @property {(script: string, args: unknown[]) => Promise<Json>} run  Runs the body of a function in the page, and gives what it returns.
 * @property {(place: {x: number, y: number}) => Promise<void>} click
 * @property {(keys: string[]) => Promise<void>} press  The last one while the others are held, by their names in `KeyboardEvent.key`.
 * @property {(selector: string, file: string) => Promise<void>} upload
 * @property {(name: RegExp) => Promise<string | undefined>} download  The text of a file that was downloaded.
 * @property {() => Promise<number>} windows  How many there are besides that of the page.
 * @property {() => Promise<void>} goToWindow
 * @property {() => Promise<void>} goBack
 * @property {() => Promise<void>} crash  See `Session.crash`.
 * @property {() => Promise<void>} end
 *
 * @typedef {object} Kind
 * @property {() => string | undefined} missing  What this machine lacks to run it, and how that is had.
 * @property {Limit[]} limits  Those that it can be started with.
 * @property {(limit?: Limit) => Promise<Engine>} start
 */

export {};
