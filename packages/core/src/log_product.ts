/** The programs whose logs are known by their form. */
export type LogProduct =
  | "Fieldpost"
  | "nodemailer"
  | "PHPMailer"
  | "Python smtplib"
  | "swaks"
  | "msmtp"
  | "Exim"
  | "Postfix"
  | "SMTP";
