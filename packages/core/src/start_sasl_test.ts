import { describe, expect, it } from "@jest/globals";
import { nodeSaslCrypto } from "./_testing/node_sasl_crypto.ts";
import { encodeBase64, tryDecodeBase64 } from "./base64.ts";
import type { SaslExchange } from "./sasl_exchange.ts";
import { startSasl } from "./start_sasl.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

function encoded(text: string): string {
  return encodeBase64(encodeUtf8(text));
}

function decoded(text: string | undefined): string {
  return decodeUtf8(tryDecodeBase64(text ?? "?") ?? new Uint8Array(0));
}

describe("startSasl()", () => {
  it("plays RFC 4616's PLAIN and repeats it when asked", () => {
    const exchange = startSasl(
      "PLAIN",
      { username: "tim", secret: "tanstaaftanstaaf" },
      nodeSaslCrypto(""),
    );
    expect(decoded(exchange.initial)).toBe("\0tim\0tanstaaftanstaaf");
    expect(exchange.respond("")).toEqual({ kind: "respond", text: exchange.initial });
    expect(exchange.respond("not base64!")).toEqual({ kind: "respond", text: exchange.initial });
  });

  it("plays RFC 7628's OAUTHBEARER, and answers an explanation so that the refusal follows", () => {
    const identity = {
      ...{ username: "user@example.com", secret: "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==" },
      ...{ host: "server.example.com", port: 587 },
    };
    const exchange = startSasl("OAUTHBEARER", identity, nodeSaslCrypto(""));
    expect(decoded(exchange.initial)).toBe(
      "n,a=user@example.com,\x01host=server.example.com\x01port=587\x01auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\x01\x01",
    );
    expect(exchange.respond("eyJzdGF0dXMi")).toEqual({ kind: "respond", text: "AQ==" });
    const odd = startSasl("OAUTHBEARER", { username: "a,b=c", secret: "t" }, nodeSaslCrypto(""));
    expect(decoded(odd.initial)).toBe("n,a=a=2Cb=3Dc,\x01auth=Bearer t\x01\x01");
  });

  it("plays XOAUTH2, and answers an explanation with an empty line (S10)", () => {
    const identity = {
      username: "someuser@example.com",
      secret: "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg",
    };
    const exchange = startSasl("XOAUTH2", identity, nodeSaslCrypto(""));
    expect(decoded(exchange.initial)).toBe(
      "user=someuser@example.com\x01auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg\x01\x01",
    );
    expect(exchange.respond("eyJzdGF0dXMi")).toEqual({ kind: "respond", text: "" });
  });

  it("plays LOGIN by the order of the prompts, not by their words", () => {
    const exchange = startSasl("LOGIN", { username: "u\u00e9", secret: "s" }, nodeSaslCrypto(""));
    expect(exchange.initial).toBeUndefined();
    expect(exchange.respond("VXNlciBOYW1lAA==")).toEqual({
      kind: "respond",
      text: encoded("u\u00e9"),
    });
    expect(exchange.respond("whatever")).toEqual({ kind: "respond", text: encoded("s") });
    expect(exchange.respond("more")).toEqual({
      kind: "abort",
      why: "the server asked for a third answer",
    });
  });

  it("plays RFC 2195's CRAM-MD5", () => {
    const exchange = startSasl(
      "CRAM-MD5",
      { username: "tim", secret: "tanstaaftanstaaf" },
      nodeSaslCrypto(""),
    );
    const challenge = encoded("<1896.697170952@postoffice.reston.mci.net>");
    expect(exchange.respond(challenge)).toEqual({
      kind: "respond",
      text: encoded("tim b913a602c7eda7a495b4e6e7334d3890"),
    });
    expect(exchange.respond("?")).toEqual({
      kind: "abort",
      why: "the server's challenge is not base64",
    });
  });
});

const SERVER_FIRST =
  "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
const SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

function rfc7677(): SaslExchange {
  const identity = { username: "user", secret: "pencil" };
  return startSasl("SCRAM-SHA-256", identity, nodeSaslCrypto("rOprNGfwEbeRWgbNEkqO"));
}

describe("startSasl() with SCRAM-SHA-256", () => {
  it("plays RFC 7677's example", () => {
    const exchange = rfc7677();
    expect(decoded(exchange.initial)).toBe("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
    const step = exchange.respond(encoded(SERVER_FIRST));
    expect(decoded(step.kind === "respond" ? step.text : "")).toBe(
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    );
    expect(exchange.acceptsSuccess("2.7.0 ok")).toBe(false);
    expect(exchange.respond(encoded(SERVER_FINAL))).toEqual({ kind: "respond", text: "" });
    expect(exchange.acceptsSuccess("2.7.0 ok")).toBe(true);
  });

  it("accepts the server's proof in the text of the 235 too", () => {
    const exchange = rfc7677();
    exchange.respond(encoded(SERVER_FIRST));
    expect(exchange.acceptsSuccess(encoded(SERVER_FINAL))).toBe(true);
  });

  it("does not believe a server that cannot prove itself", () => {
    const exchange = rfc7677();
    exchange.respond(encoded(SERVER_FIRST));
    expect(exchange.respond(encoded("v=AAAA"))).toEqual({
      kind: "abort",
      why: "the server could not prove that it knows the secret",
    });
    expect(exchange.acceptsSuccess("2.7.0 ok")).toBe(false);
  });

  it.each([
    ["r=other,s=AAAA,i=4096", "the server's SCRAM nonce does not extend ours"],
    ["r=rOprNGfwEbeRWgbNEkqO,s=AAAA,i=4096", "the server's SCRAM nonce does not extend ours"],
    [
      "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=1",
      "the server asks for 1 SCRAM rounds, 4096 to 1000000 are accepted",
    ],
    [
      "r=rOprNGfwEbeRWgbNEkqOx,s=AAAA,i=999999999",
      "the server asks for 999999999 SCRAM rounds, 4096 to 1000000 are accepted",
    ],
    ["m=ext,r=x,s=AAAA,i=4096", "the server's SCRAM message is malformed"],
    ["", "the server's SCRAM message is malformed"],
  ])("refuses the first message %j", (text, why) => {
    expect(rfc7677().respond(encoded(text))).toEqual({ kind: "abort", why });
  });

  it("escapes a comma and an equals sign in the user name", () => {
    const identity = { username: "a=b,c", secret: "s" };
    const exchange = startSasl("SCRAM-SHA-256", identity, nodeSaslCrypto("nonce"));
    expect(decoded(exchange.initial)).toBe("n,,n=a=3Db=2Cc,r=nonce");
  });
});
