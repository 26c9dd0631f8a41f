/** The words of the parts that pages are made of. */
export const PARTS_ENGLISH = {
  "parts.close": "Close",
  "parts.cancel": "Cancel",
  "parts.problem": "Problem",
  "parts.warning": "Warning",
  "parts.busy": "Working",
  "parts.required": "required",
  "parts.optional": "optional",
  "parts.show": "Show",
  "parts.hide": "Hide",
  "parts.unset": "not set",
  "parts.problemSummary": {
    one: "There is {count} problem:",
    other: "There are {count} problems:",
  },

  "protection.verified": "Encrypted and verified",
  "protection.encrypted": "Encrypted, not verified",
  "protection.clear": "In clear",
  "protection.none": "Not sent yet",

  "time.never": "never",
  "time.now": "just now",
};
