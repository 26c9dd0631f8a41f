import { describe, expect, it } from "@jest/globals";
import { findRequestRefusal, REQUEST_RULES, type RequestFacts } from "./request_rules.ts";

const OWN: RequestFacts = {
  host: "127.0.0.1:8080",
  ownNames: ["unit7", "unit7.example.com"],
  origin: undefined,
  fetchSite: undefined,
  isHttps: false,
  needsHttps: false,
  isApi: true,
  isUnsafe: false,
  isUpgrade: false,
  proof: "nothing",
  hasCsrfToken: false,
};

const HOSTS: readonly (readonly [string | undefined, boolean])[] = [
  ["127.0.0.1", true],
  ["[::1]:8080", true],
  ["192.0.2.7:443", true],
  ["localhost:1", true],
  ["fieldpost.localhost", true],
  ["UNIT7:8080", true],
  ["unit7.example.com.", true],
  [undefined, false],
  ["", false],
  ["evil.example", false],
  ["127.0.0.1.evil.example", false],
  ["unit7.evil.example", false],
  ["localhost.evil.example", false],
  ["evil.example#localhost", false],
  ["user@localhost", false],
  ["0x7f.1", false],
  ["localhost:99999999", false],
];

const REQUESTS: readonly (readonly [string, Partial<RequestFacts>, string | undefined])[] = [
  ["a program without any header", {}, undefined],
  ["the own page", { origin: "http://127.0.0.1:8080", fetchSite: "same-origin" }, undefined],
  ["clear text where HTTPS is asked for", { needsHttps: true, isApi: false }, "R2"],
  ["HTTPS where it is asked for", { needsHttps: true, isHttps: true }, undefined],
  ["a typed address", { fetchSite: "none" }, undefined],
  ["the own page behind a proxy with HTTPS", { origin: "https://127.0.0.1:8080" }, undefined],
  [
    "the own page in clear, where HTTPS is spoken",
    { origin: "http://127.0.0.1:8080", isHttps: true },
    "R3",
  ],
  ["another port of this machine", { origin: "http://127.0.0.1:9090" }, "R3"],
  ["a sandboxed frame", { origin: "null" }, "R3"],
  ["another page", { origin: "http://evil.example" }, "R3"],
  ["another page, to a file", { origin: "http://evil.example", isApi: false }, undefined],
  ["a link on another site, to the page", { fetchSite: "cross-site", isApi: false }, undefined],
  ["an image on another site", { fetchSite: "cross-site" }, "R4"],
  ["another host of the site", { fetchSite: "same-site" }, "R4"],
  ["a session's change without a token", { isUnsafe: true, proof: "session" }, "R5"],
  ["a session's change", { isUnsafe: true, proof: "session", hasCsrfToken: true }, undefined],
  ["a program's change", { isUnsafe: true, proof: "token" }, undefined],
  ["a session's socket without an origin", { isUpgrade: true, proof: "session" }, "R6"],
  ["a program's socket", { isUpgrade: true, proof: "token" }, undefined],
  [
    "a session's socket from another page",
    { isUpgrade: true, proof: "session", origin: "http://evil.example" },
    "R3",
  ],
];

describe("findRequestRefusal()", () => {
  it.each(HOSTS)("findRequestRefusal() finds Host %j the unit's own: %s", (host, isOwn) => {
    expect(findRequestRefusal({ ...OWN, host })?.id).toBe(isOwn ? undefined : "R1");
  });

  it.each(REQUESTS)("findRequestRefusal() judges %s", (_, facts, id) => {
    expect(findRequestRefusal({ ...OWN, ...facts })?.id).toBe(id);
  });

  it("findRequestRefusal() has a request for each of its rules", () => {
    const met = [...REQUESTS.map(([, , id]) => id), "R1"];
    expect(REQUEST_RULES.map(({ id }) => id).filter((id) => !met.includes(id))).toEqual([]);
  });
});
