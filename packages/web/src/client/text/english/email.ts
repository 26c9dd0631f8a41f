/** The words of the page "Email". */
export const EMAIL_ENGLISH = {
  "email.title": "Email",
};
