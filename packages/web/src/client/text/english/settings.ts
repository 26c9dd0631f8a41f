/** The words around settings that are typed and saved. */
export const SETTINGS_ENGLISH = {
  "save.label": "Unsaved changes",
  "save.count": { one: "{count} change is not saved.", other: "{count} changes are not saved." },
  "save.problems": {
    one: "{count} problem has to be put right first.",
    other: "{count} problems have to be put right first.",
  },
  "save.save": "Save",
  "save.discard": "Discard",
  "save.done": { one: "{count} setting was changed.", other: "{count} settings were changed." },
};
