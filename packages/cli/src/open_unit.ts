import { defaultHome, type Fieldpost, openFieldpost } from "@fieldpost/runtime";
import type { Io } from "./io.ts";
import { showLine } from "./text/show_text.ts";

/** Opens the unit in the data directory that the environment names. */
export async function openUnit(io: Io): Promise<Fieldpost> {
  return await openFieldpost({
    home: defaultHome(io.environment, io.platform),
    environment: io.environment,
    ...(io.actor === undefined ? {} : { actor: io.actor }),
    onLogFailure: (failure) => io.writeError(`fieldpost: ${showLine(failure.message)}\n`),
  });
}
