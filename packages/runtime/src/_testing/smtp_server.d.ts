// The part of npm's smtp-server that these tests use; the package brings no types of its own.
declare module "smtp-server" {
  import type { Server } from "node:net";
  import type { Readable } from "node:stream";

  export interface SMTPServerSession {
    readonly secure: boolean;
    readonly user: unknown;
    readonly envelope: {
      readonly mailFrom: false | { readonly address: string };
      readonly rcptTo: readonly { readonly address: string }[];
    };
  }

  export interface SMTPServerOptions {
    readonly secure?: boolean;
    readonly key?: string;
    readonly cert?: string;
    readonly hideSTARTTLS?: boolean;
    readonly allowInsecureAuth?: boolean;
    readonly disableReverseLookup?: boolean;
    onAuth?(
      auth: { readonly username: string; readonly password: string },
      session: SMTPServerSession,
      callback: (error: Error | null, answer?: { readonly user: unknown }) => void,
    ): void;
    onData?(stream: Readable, session: SMTPServerSession, callback: () => void): void;
  }

  export class SMTPServer {
    readonly server: Server;
    constructor(options: SMTPServerOptions);
    listen(port: number, host: string): void;
    close(callback: () => void): void;
    on(event: "error", listener: (error: Error) => void): this;
  }
}
