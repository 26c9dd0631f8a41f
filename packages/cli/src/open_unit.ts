import type { Fieldpost } from "@fieldpost/runtime";
import type { Io } from "./io.ts";
import { showLine } from "./text/show_text.ts";

/** Opens the unit in the data directory that the environment names. */
export async function openUnit(io: Io): Promise<Fieldpost> {
  const { defaultHome, openFieldpost } = await import("@fieldpost/runtime");
  return await openFieldpost({
    home: defaultHome(io.environment, io.platform),
    environment: io.environment,
    onLogFailure: (failure) => io.writeError(`fieldpost: ${showLine(failure.message)}\n`),
  });
}
