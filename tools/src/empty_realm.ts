import { checkEmptyRealm } from "./check_empty_realm.ts";
import { printLine } from "./print_line.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

// Started by the gate with --experimental-vm-modules; answers with its report as JSON.
printLine(JSON.stringify(await checkEmptyRealm(REPOSITORY_ROOT)));
