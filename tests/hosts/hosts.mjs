import { apache } from './apache.mjs';
import { caddy } from './caddy.mjs';
import { cloudflarePages } from './cloudflare-pages.mjs';
import { docker } from './docker.mjs';
import { lighttpd } from './lighttpd.mjs';
import { nginx } from './nginx.mjs';
import { staticWebApp } from './static-web-app.mjs';

/** What `cargo xtask test` could get, and said so of what it could not; where it did not look, all. */
const HERE = process.env.HOSTS?.split(' ');

export const isHere = (/** @type {string} */ name) => HERE?.includes(name) ?? true;

/** The hosts that can be tried here. */
export const HOSTS = [nginx, docker, apache, lighttpd, caddy, staticWebApp, cloudflarePages].filter(({ name }) => isHere(name));
