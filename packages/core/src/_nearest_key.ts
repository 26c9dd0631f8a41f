import { CATALOGUE } from "./catalogue.ts";
import { editDistance } from "./edit_distance.ts";
import { foldRegistryKey } from "./registry_key.ts";

const FARTHEST = 2;

/** The key of the catalogue that a mistyped one is most likely meant to be, if one is near. */
export function nearestKey(key: string): string | undefined {
  const typed = foldRegistryKey(key);
  const distanceTo = (known: string) => editDistance(typed, foldRegistryKey(known), FARTHEST);
  const near = CATALOGUE.map(({ key: known }) => ({ known, distance: distanceTo(known) }))
    .filter(({ distance }) => distance <= FARTHEST)
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.known;
}
