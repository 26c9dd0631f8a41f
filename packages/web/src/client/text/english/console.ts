/** The words of the page "Console". */
export const CONSOLE_ENGLISH = {
  "console.title": "Console",
  "console.intro": "The command line of the unit: type help for the commands.",
  "console.screen": "Console of the unit",
  "console.keys":
    "Tab completes what you type. To leave the console with the keyboard, press Escape, then Tab. Copy with Ctrl-Shift-C, paste with Ctrl-V.",
  "console.reader": "Read the console out (for screen readers)",
  "console.connecting": "Connecting to the console",
  "console.lost": "The connection to the console is lost. A command that was running is ended.",
  "console.ended": "The console has ended.",
  "console.idle": "The console has ended: nothing was typed for a long time.",
  "console.tooMany": "There are as many consoles open as the unit allows. Close one elsewhere.",
  "console.refused": "The unit does not open the console for you.",
  "console.none": "This unit was started without a console.",
  "console.again": "Open it again",
  "console.limits": "What this console does not do",
  "console.limitsHelp":
    "It works on this unit alone and opens no file of the machine: no attachments, no import or export of files, no serve. It refuses such a command and says where else it is done.",
};
