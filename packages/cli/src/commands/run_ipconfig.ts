import type { RegistryAssignment, RegistryChange, Secret } from "@fieldpost/core";
import { type Fieldpost, SECRET_KEY, type UnitPlan } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { openUnit } from "../open_unit.ts";
import { askPassword, PASSWORD_OPTIONS, readPassword } from "../read_password.ts";
import { reportWarnings, reportWrite } from "../report_write.ts";
import { answerSettings, renderSettings, type StoredSettings } from "../text/render_ipconfig.ts";
import { renderJson } from "../text/render_json.ts";
import { renderMode, renderRefusal } from "../text/render_plan.ts";
import { answerChange, answerProblem, renderChange } from "../text/render_registry.ts";

const KEY_OF_OPTION: Readonly<Record<string, string>> = {
  "host-name": "IpConfig/HostName",
  "mail-host": "IpConfig/MailHost",
  email: "IpConfig/EmailAddress",
  username: "Email/Username",
  port: "Email/Port",
};

/** `ipconfig`. */
export async function runIpconfig(context: CommandContext): Promise<number> {
  const { words, io } = context;
  words.allowNoOperand("ipconfig", "every value follows the option that it is for");
  words.allowOneOf(PASSWORD_OPTIONS);
  const unit = await openUnit(io);
  const options = words.among([...Object.keys(KEY_OF_OPTION), ...PASSWORD_OPTIONS]);
  return options.length === 0 ? await show(unit, context) : await change(unit, context);
}

async function show(unit: Fieldpost, { io, paint, isJson }: CommandContext): Promise<number> {
  const plan = await unit.plan();
  const stored = await readStored(unit, io.machineName);
  io.write(
    isJson
      ? renderJson(answerSettings(stored, plan.decision))
      : renderSettings(stored, plan.decision, paint),
  );
  return 0;
}

async function readStored(unit: Fieldpost, machineName: string): Promise<StoredSettings> {
  const { registry } = await unit.registry.read();
  return {
    hostName: registry.get("IpConfig/HostName"),
    machineName,
    mailHost: registry.get("IpConfig/MailHost"),
    emailAddress: registry.get("IpConfig/EmailAddress"),
    username: registry.get("Email/Username"),
    port: registry.get("Email/Port"),
    isPasswordStored: registry.has(SECRET_KEY),
  };
}

/**
 * Everything is judged before anything is written, and the password, whose key file may be missing,
 * is written first: either all of it is made, or none.
 */
async function change(unit: Fieldpost, context: CommandContext): Promise<number> {
  const { words, io, isJson } = context;
  const assignments = assignmentsOf(context);
  const preview = await unit.registry.preview(assignments);
  if (preview.kind === "refused") return reportWrite(preview, context, { isDryRun: false });
  const secret = (await readPassword(words, io)) ?? (await askIfNeeded(unit, context));
  const sealed = secret === undefined ? [] : await storeSecret(unit, secret);
  const write = await unit.registry.assign(assignments);
  if (write.kind === "refused") return reportWrite(write, context, { isDryRun: false });
  const changes = [...write.changes, ...sealed];
  const plan = await unit.plan();
  if (isJson) {
    const warnings = write.warnings.map(answerProblem);
    const stored = answerSettings(await readStored(unit, io.machineName), plan.decision);
    io.write(renderJson({ changes: changes.map(answerChange), warnings, refusals: [], ...stored }));
    return 0;
  }
  reportWarnings(write.warnings, io);
  reportChanges(changes, plan, context);
  return 0;
}

function assignmentsOf({ words }: CommandContext): readonly RegistryAssignment[] {
  const assignments = Object.entries(KEY_OF_OPTION).flatMap(([option, key]) => {
    const value = words.value(option);
    return value === undefined ? [] : [[key, value.trim()] as const];
  });
  return words.has("clear-password") ? [...assignments, [SECRET_KEY, ""]] : assignments;
}

/** A new user name asks for its password, as on the unit. */
async function askIfNeeded(
  unit: Fieldpost,
  { words, io }: CommandContext,
): Promise<Secret | undefined> {
  if (!words.value("username") || words.has("clear-password") || !io.isInteractive)
    return undefined;
  const { registry } = await unit.registry.read();
  return registry.has(SECRET_KEY) ? undefined : await askPassword(io);
}

async function storeSecret(unit: Fieldpost, secret: Secret): Promise<readonly RegistryChange[]> {
  const write = await unit.registry.setSecret(SECRET_KEY, secret);
  if (write.kind === "written") return write.changes;
  throw new CliFailure(
    "registry-refused",
    "Cannot store the password: the registry has no room for it, a registry with fewer keys is needed",
  );
}

function reportChanges(
  changes: readonly RegistryChange[],
  { decision }: UnitPlan,
  { io, paint }: CommandContext,
): void {
  io.write(changes.length === 0 ? "Nothing to change.\n" : changes.map(renderChange).join(""));
  io.write(`Connection: ${renderMode(decision, paint)}\n`);
  io.write(decision.refusals.map((refusal) => `  ${renderRefusal(refusal)}\n`).join(""));
}
