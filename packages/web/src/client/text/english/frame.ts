/** The words around every page: navigation, connection, trial of a change, failures. */
export const FRAME_ENGLISH = {
  "frame.skip": "Skip to the content",
  "frame.navigation": "Pages",
  "frame.menu": "Menu",
  "frame.loading": "Loading",
  "frame.signedInAs": "Signed in as {name}",
  "frame.signOut": "Sign out",
  "frame.language": "Language",
  "frame.version": "Fieldpost {version}",
  "frame.notFound": "There is no such page",
  "frame.notFoundHelp": "The address may be mistyped, or from another version.",
  "frame.toOverview": "To the overview",
  "frame.viewOnly": "You may look, and change nothing. An administrator can.",

  "role.administrator": "Administrator",
  "role.control": "Control",
  "role.viewer": "View only",

  "live.lost":
    "The connection to the unit is lost. What you see may be old; what you typed is kept.",
  "live.lostSince": "Lost {when}. Trying again by itself.",
  "live.changed": "{name} changed {keys}",
  "live.changedThere": "Changed on the command line: {keys}",
  "live.rolledBack": "{name} rolled back {keys}",
  "live.changedSomething": "Settings were changed.",
  "live.again": "Connected again.",

  "trial.banner":
    "A change is on trial. Without a confirmation the unit goes back to the settings before in {left}.",
  "trial.label": "Change on trial",
  "trial.by": "Made by {name}: {keys}",
  "trial.confirm": "Keep the change",
  "trial.rollBack": "Go back now",
  "trial.confirmed": "The change is kept.",
  "trial.over":
    "Nobody confirmed the change in time: the settings before are back. The history in the Registry can undo that.",
  "trial.rolledBack": "The settings are as they were before.",

  "leave.title": "Leave with unsaved changes?",
  "leave.text": "What you typed is not saved on the unit.",
  "leave.stay": "Stay here",
  "leave.keep": "Leave, keep what I typed",
  "leave.discard": "Leave and discard it",

  "failure.unreachable":
    "The unit does not answer. Check the network, and whether it is switched on.",
  "failure.unreadable":
    "The unit answered something that this page cannot read. Load the page anew.",
  "failure.again": "Try again",
};
