import { RuntimeFailure } from "@fieldpost/runtime";

/** Whether an error is one that the runtime foresees. */
export function isRuntimeFailure(error: unknown): error is RuntimeFailure {
  return error instanceof RuntimeFailure;
}
