import { median } from "../statistics.mjs";
import { startPrograms, timeOf } from "./programs.mjs";

const ROUNDS = 25;
const BARE = { command: process.execPath, args: ["-e", "0"] };

/** Milliseconds that one `fieldpost sendmail` takes, and Fieldpost as sendmail(1), beside a Node that does nothing. */
export async function measureCommand() {
  const { programs, remove } = await startPrograms(25);
  const [command, program] = programs;
  try {
    const [bare, sendmail, dropIn] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await timeOf(BARE));
      sendmail.push(await timeOf(command));
      dropIn.push(await timeOf(program));
    }
    return { bare: median(bare), sendmail: median(sendmail), dropIn: median(dropIn) };
  } finally {
    await remove();
  }
}
