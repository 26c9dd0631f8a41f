import {
  defaultHome,
  type Fieldpost,
  openFieldpost,
  type RuntimeFailure,
} from "@fieldpost/runtime";
import type { Io } from "./io.ts";
import { showLine } from "./text/show_text.ts";

/** Opens the unit in the data directory that the environment names; a log that fails is told of. */
export async function openUnit(
  io: Io,
  onLogFailure: (failure: RuntimeFailure) => void = ({ message }) =>
    io.writeError(`fieldpost: ${showLine(message)}\n`),
): Promise<Fieldpost> {
  return await openFieldpost({
    home: defaultHome(io.environment, io.platform),
    environment: io.environment,
    ...(io.actor === undefined ? {} : { actor: io.actor }),
    onLogFailure,
  });
}
