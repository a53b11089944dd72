// Judges pages, one after the other, each in a fresh Chromium. A line in is a question, a line out
// its answer: {url, slowdown, desktop} -> Lighthouse's result as JSON, or {failed: "why"}.
//
// node lighthouse.mjs FOLDER_OF_NODE_MODULES CHROMIUM FLAG...
import {createInterface} from 'node:readline';
import {pathToFileURL} from 'node:url';
import {join} from 'node:path';

const [folder, chromePath, ...chromeFlags] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(folder, path)));
const {default: lighthouse, desktopConfig} = await load('lighthouse/core/index.js');
const {launch} = await load('chrome-launcher/dist/index.js');

async function judge({url, slowdown, desktop}) {
  const chrome = await launch({chromePath, chromeFlags, logLevel: 'silent'});
  try {
    const flags = {
      port: chrome.port,
      logLevel: 'silent',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      // A picture for people to look at; no audit reads it.
      disableFullPageScreenshot: true,
      ...(desktop ? {} : {throttling: {cpuSlowdownMultiplier: slowdown}}),
    };
    const {lhr} = await lighthouse(url, flags, desktop ? desktopConfig : undefined);
    return lhr;
  } finally {
    chrome.kill();
  }
}

for await (const line of createInterface({input: process.stdin})) {
  let answer;
  try {
    answer = await judge(JSON.parse(line));
  } catch (error) {
    answer = {failed: String(error?.stack ?? error)};
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
