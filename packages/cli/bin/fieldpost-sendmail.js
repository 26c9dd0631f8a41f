#!/usr/bin/env node
import { runProcess } from "../dist/run_process.js";

await runProcess();
