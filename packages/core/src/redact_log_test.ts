import { describe, expect, it } from "@jest/globals";
import { redactLog } from "./redact_log.ts";

describe("redactLog()", () => {
  it.each<[string, string, string]>([
    ["an initial response", "C: AUTH PLAIN AGpvZQBodW50ZXIy", "C: AUTH PLAIN ****"],
    ["one without a prefix", "AUTH PLAIN AGpvZQBodW50ZXIy", "AUTH PLAIN ****"],
    ["one in a sentence", "sent AUTH PLAIN AGpvZQBodW50ZXIy then", "sent AUTH PLAIN **** then"],
    ["no list of mechanisms", "S: 250-AUTH PLAIN LOGIN XOAUTH2", "S: 250-AUTH PLAIN LOGIN XOAUTH2"],
    ["no list in a sentence", "offered AUTH PLAIN LOGIN", "offered AUTH PLAIN LOGIN"],
    ["a PLAIN blob anywhere", "blob AGpvZQBodW50ZXIy end", "blob **** end"],
    ["no other base64", "x-id: SGVsbG8gd29ybGQh", "x-id: SGVsbG8gd29ybGQh"],
    [
      "answers in a login, and the secret in clear after it",
      "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: am9l\nS: 334 UGFzc3dvcmQ6\nC: aHVudGVyMg==\nS: 535 joe hunter2",
      "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ****\nS: 334 UGFzc3dvcmQ6\nC: ****\nS: 535 joe ****",
    ],
    [
      "answers where the server's side is not logged",
      "CLIENT -> SERVER: AUTH LOGIN\nCLIENT -> SERVER: am9l\nCLIENT -> SERVER: aHVudGVyMg==\nCLIENT -> SERVER: QUIT",
      "CLIENT -> SERVER: AUTH LOGIN\nCLIENT -> SERVER: ****\nCLIENT -> SERVER: ****\nCLIENT -> SERVER: QUIT",
    ],
    ["an answer that is no base64", "S: 334 x\nC: {not base64}", "S: 334 x\nC: ****"],
    [
      "a blob that was wrapped",
      "AUTH PLAIN AGpvZQBodW50ZXIy\naHVudGVyMmh1bnRlcjI=\n235 ok",
      "AUTH PLAIN ****\n****\n235 ok",
    ],
    [
      "a telnet session",
      "auth login\n334 VXNlcm5hbWU6\nam9l\n334 UGFzc3dvcmQ6\naHVudGVyMg==\n235 ok",
      "auth login\n334 VXNlcm5hbWU6\n****\n334 UGFzc3dvcmQ6\n****\n235 ok",
    ],
    [
      "Python's debug output",
      "send: 'AUTH PLAIN AGpvZQBodW50ZXIy\\r\\n'\nreply: b'535 no\\r\\n'",
      "send: 'AUTH PLAIN ****\\r\\n'\nreply: b'535 no\\r\\n'",
    ],
    [
      "Python's traceback",
      "  server.login('joe@x.example', 'hunter2!')",
      "  server.login('joe@x.example', '****')",
    ],
    ["fields", "auth: { user: 'joe', pass: 'hun\\'ter2' }", "auth: { user: 'joe', pass: '****' }"],
    ["JSON", '{"password":"hunter2","port":587}', '{"password":"****","port":587}'],
    ["PHP", "$mail->Password   = 'hunter2';", "$mail->Password   = '****';"],
    ["PHP arrays", "'password' => 'hunter2',", "'password' => '****',"],
    ["environment", "SMTP_PASSWORD=hunter2 node app", "SMTP_PASSWORD=**** node app"],
    ["a configuration file", "password hunter2", "password ****"],
    ["netrc", "machine x login joe password hunter2", "machine x login joe password ****"],
    ["an unclosed quote", 'password="hunter2 and more', 'password="****"'],
    ["options of swaks", "swaks -au joe -ap hunter2 --to a@x", "swaks -au joe -ap **** --to a@x"],
    ["options of curl", "curl --user joe:hunter2 smtp://x", "curl --user joe:**** smtp://x"],
    ["a header", "Authorization: Basic am9lOmh1bnRlcjI=", "Authorization: Basic ****"],
    ["POP3", "PASS hunter2", "PASS ****"],
    [
      "no refusal of passwords",
      "535 Basic authentication is disabled",
      "535 Basic authentication is disabled",
    ],
    ["a URL", "smtps://joe:hunter2@mx.example:465", "smtps://joe:****@mx.example:465"],
    ["a bearer token", "auth=Bearer ya29.a0AfH6", "auth=Bearer ****"],
    [
      "no map of passwords",
      "smtp_sasl_password_maps = hash:/etc/x",
      "smtp_sasl_password_maps = hash:/etc/x",
    ],
    ["no sentence", "Password command failed: 535 no", "Password command failed: 535 no"],
    [
      "line ends",
      "C: AUTH PLAIN AGpvZQBodW50ZXIy\r\nS: 235 ok\r\n",
      "C: AUTH PLAIN ****\nS: 235 ok\n",
    ],
  ])("masks %s", (_, log, expected) => {
    expect(redactLog(log)).toBe(expected);
  });

  it("finds a field's secret again elsewhere, in base64 too", () => {
    expect(redactLog('pass: "hunter2"\ngot hunter2\nand aHVudGVyMg==')).toBe(
      'pass: "****"\ngot ****\nand ****',
    );
  });

  it("takes the beginning of a log that was cut for the middle of a login", () => {
    const filler = "x\n".repeat(600_000);
    const login = "C: AUTH LOGIN\n";
    const answer = "C: aHVudGVyMg==\n";
    const rest = filler.slice(0, 1_048_576 - answer.length);
    expect(redactLog(filler + login + answer + rest)).not.toContain("aHVudGVyMg");
  });

  it("cuts a line without end", () => {
    expect(redactLog(`C: ${"x".repeat(20_000)}`).length).toBeLessThan(17_000);
  });
});
