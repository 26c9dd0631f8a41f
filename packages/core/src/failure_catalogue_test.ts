import { describe, expect, it } from "@jest/globals";
import { fillPlaces } from "./_diagnosis_words.ts";
import { FAILURE_CATALOGUE } from "./failure_catalogue.ts";
import { findCatalogueEntry } from "./find_catalogue_entry.ts";
import { PROVIDERS } from "./find_provider.ts";

describe("FAILURE_CATALOGUE", () => {
  it("has one row of each name", () => {
    const ids = FAILURE_CATALOGUE.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("dates every row", () => {
    const odd = FAILURE_CATALOGUE.filter(
      ({ asOf, expires = "2026-12-31" }) =>
        !/^20\d\d-\d\d$/.test(asOf) || !/^20\d\d-\d\d-\d\d$/.test(expires),
    );
    expect(odd).toEqual([]);
  });

  it("changes only keys that exist, each to a value or in words", () => {
    const changes = FAILURE_CATALOGUE.flatMap(({ change }) => change);
    expect(changes.filter(({ key }) => findCatalogueEntry(key) === undefined)).toEqual([]);
    expect(changes.filter(({ value, words }) => value === undefined && !words)).toEqual([]);
  });

  it("says a sentence for cause and remedy, and every place in it is known", () => {
    for (const { cause, fix } of FAILURE_CATALOGUE) {
      for (const sentence of [cause, fix]) {
        expect(sentence).toMatch(/^(?:[A-Z0-9{]|iCloud).*[.?}]$/);
        expect(fillPlaces(sentence, { stage: undefined })).not.toMatch(/[{}]/);
      }
    }
  });

  it("lets what nobody has verified prove nothing", () => {
    const exact = FAILURE_CATALOGUE.filter(({ evidence }) => evidence.basis === "general").flatMap(
      ({ id, signs }) =>
        signs.flatMap(({ text }) => (text === undefined ? [] : [[id, text.source]])),
    );
    // Words of these rows are such as any server may use, not a provider's own string.
    expect(exact.filter(([, source = ""]) => source.length > 100)).toEqual([]);
  });

  it("has a remedy that is not here where nothing is to be changed here", () => {
    const silent = FAILURE_CATALOGUE.filter(
      ({ side, change }) => side === "here" && change.length === 0,
    );
    expect(silent.map(({ id }) => id)).toEqual(
      [
        "m365-tls-too-old",
        "certificate-not-yet-valid",
        "fastmail-two-addresses-in-from",
        "recipient-unknown",
        "message-too-big",
      ].sort((a, b) => order(a) - order(b)),
    );
  });
});

function order(id: string): number {
  return FAILURE_CATALOGUE.findIndex((row) => row.id === id);
}

describe("PROVIDERS", () => {
  it("has one row of each name, dated, with a host and a port", () => {
    expect(new Set(PROVIDERS.map(({ id }) => id)).size).toBe(PROVIDERS.length);
    const odd = PROVIDERS.filter(
      ({ hosts, endpoints, asOf, expires }) =>
        hosts.length === 0 ||
        endpoints.length === 0 ||
        !/^\d{4}-\d\d$/.test(asOf) ||
        expires <= asOf,
    );
    expect(odd).toEqual([]);
  });
});
