#!/usr/bin/env node
import { runProcess } from "../bundle/run_process.js";

await runProcess();
