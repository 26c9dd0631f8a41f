import { ACCESS_RULES, type Role, type Secret } from "@fieldpost/core";
import { describeUserRefusal, type Fieldpost, type UserWrite } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { openUnit } from "../open_unit.ts";
import { askPassword, readPassword } from "../read_password.ts";
import { renderJson } from "../text/render_json.ts";

/** `passwd`. */
export async function runPasswd({ io, words, isJson }: CommandContext): Promise<number> {
  const [name, ...more] = words.operands;
  if (name === undefined || more.length > 0) {
    throw new CliFailure("usage", "Cannot set a password: the name of one user is needed");
  }
  const wanted = readRole(words.value("role"));
  const unit = await openUnit(io);
  const isNew = (await unit.users.find(name)) === undefined;
  const role = isNew ? await roleOfNew(unit, wanted) : wanted;
  const password = (await readPassword(words, io)) ?? (await askPassword(io));
  const user = resultOf(await write(unit, { name, role, password, isNew }));
  const what = isNew ? "has added the user" : "has set the password of the user";
  await unit.log.append({
    event: isNew ? "user-added" : "user-changed",
    text: `The command line ${what} ${user.name}, ${user.role}`,
    facts: { user: user.name, role: user.role },
  });
  if (isJson) io.write(renderJson({ user: user.name, role: user.role, isNew }));
  else io.write(`${isNew ? "Added" : "Changed"}: ${user.name}, ${user.role}\n`);
  return 0;
}

function readRole(text: string | undefined): Role | undefined {
  if (text === undefined) return undefined;
  const roles: readonly string[] = ACCESS_RULES.map(({ access }) => access);
  const role = text.toLowerCase();
  if (role !== "public" && roles.includes(role)) return role as Role;
  throw new CliFailure(
    "usage",
    "Cannot use --role: its value is no role, administrator, control or viewer is accepted",
  );
}

async function roleOfNew(unit: Fieldpost, wanted: Role | undefined): Promise<Role> {
  if (wanted !== undefined) return wanted;
  if (await unit.users.isSetupNeeded()) return "administrator";
  throw new CliFailure(
    "usage",
    "Cannot add this user: it has no role, --role administrator, control or viewer is needed",
  );
}

interface Wish {
  readonly name: string;
  readonly role: Role | undefined;
  readonly password: Secret;
  readonly isNew: boolean;
}

async function write(
  { users }: Fieldpost,
  { name, role, password, isNew }: Wish,
): ReturnType<Fieldpost["users"]["add"]> {
  if (isNew) return await users.add({ name, role: role ?? "viewer", password });
  return await users.change(name, { password, ...(role === undefined ? {} : { role }) });
}

function resultOf<Result>(written: UserWrite<Result>): Result {
  if (written.kind === "written") return written.result;
  const message = `Cannot set this password: ${describeUserRefusal(written.refusal)}`;
  throw new CliFailure("input-invalid", message);
}
