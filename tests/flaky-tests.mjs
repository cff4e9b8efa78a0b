/**
 * The tests that may need their second try, each with what makes it so. All others fail the run when they do: a test that passes
 * sometimes says nothing. Short, or empty; an entry whose test is gone fails the run too.
 * @type {{test: string, reason: string}[]}  `test`: as the list of Playwright prints it, without the numbers of the line.
 */
export const FLAKY_TESTS = [];
