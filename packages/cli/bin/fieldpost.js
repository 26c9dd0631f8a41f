#!/usr/bin/env node
// The one place where the adapters meet: neither knows the other. Only "serve" loads the pages.
const loadPages = async () => (await import("@fieldpost/web/serve")).startPages;
require("./start.js").start({ loadPages });
