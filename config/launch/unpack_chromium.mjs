// Unpacks the Chromium that came as an npm package and prints its path. Run inside pwa/.
//
// AWS_LAMBDA_JS_RUNTIME makes the package unpack the few libraries that it needs beside it as well;
// TMPDIR says where to.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const inside = createRequire(`${process.cwd()}/package.json`);
const { default: chromium } = await import(pathToFileURL(inside.resolve('@sparticuz/chromium')).href);
console.log(await chromium.executablePath());
