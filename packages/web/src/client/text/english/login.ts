/** The words of the login and of the first set-up. */
export const LOGIN_ENGLISH = {
  "login.title": "Sign in",
  "login.intro": "to {unit}",
  "login.username": "User name",
  "login.password": "Password",
  "login.submit": "Sign in",
  "login.wait": {
    one: "Too many attempts. Wait {count} second, then try again.",
    other: "Too many attempts. Wait {count} seconds, then try again.",
  },
  "login.ended": "Your session has ended. Sign in again; what you typed is kept.",
  "login.http":
    "This page came without encryption: everyone on the way can read the password. Use HTTPS.",
  "login.forgotten": "Forgotten the password?",
  "login.forgottenHelp":
    "An administrator can set another one. Without one, it is set where the unit runs, with “{command}”.",
  "login.needUsername": "Enter the user name.",
  "login.needPassword": "Enter the password.",

  "setup.title": "Set up this unit",
  "setup.intro":
    "There is no default password. Choose yours now; the token proves that you can see the terminal of the unit.",
  "setup.token": "Setup token",
  "setup.tokenHelp": "It was printed where “fieldpost serve” was started. It works once.",
  "setup.username": "Administrator's user name",
  "setup.password": "Password",
  "setup.passwordHelp":
    "At least {count} characters. Long beats complicated: three or four unrelated words are good. Spaces count; every character is accepted.",
  "setup.again": "The same password again",
  "setup.differ": "The two passwords are not the same.",
  "setup.tooShort": {
    one: "{count} character more is needed.",
    other: "{count} characters more are needed.",
  },
  "setup.cannotName": "This name cannot be used: {fault}.",
  "setup.cannotPassword": "This password cannot be used: {fault}.",
  "setup.needToken": "Enter the token from the terminal.",
  "setup.submit": "Set the password and sign in",
};
