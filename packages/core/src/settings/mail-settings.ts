import type { BackendClass, BaseEmailBackend } from "../backend.ts";
import type { Delivery } from "../delivery.ts";
import type { EmailMessage } from "../message/email-message.ts";

/** A mailbox, such as `Ada <ada@example.com>`, or its name and address apart. */
export type MailboxLike = string | readonly [name: string, address: string];

/** What a class's constructor takes; what the class behind a module specifier takes, no compiler knows. */
export type OptionsOf<Recipe> = Recipe extends new (
  ...options: infer Options
) => BaseEmailBackend
  ? NonNullable<Options[0]>
  : object;

/** How a named mailer's backend is made; each use makes a new one. */
export interface MailerDefinition<Recipe extends BackendClass | string = BackendClass | string> {
  /** A class or a module specifier. */
  readonly backend: Recipe;
  /** What the backend's constructor takes. Settings such as `emailHost` do not stand in for what is missing here. */
  readonly options?: OptionsOf<Recipe> | undefined;
}

/** The backends of named mailers, by their aliases. */
export type MailerRecipes = Readonly<Record<string, BackendClass | string>>;

/** A named mailer: how its backend is made, or an instance that every use shares. */
export type Mailer = MailerDefinition | BaseEmailBackend;

/**
 * Called with each message that has recipients, before it is built.
 * Answers the message itself, a changed `message.copy()` to send instead, or null to skip it.
 * An InvalidMessageError that it throws refuses the message; anything else ends the batch.
 */
export type BeforeSend = (message: EmailMessage) => EmailMessage | null | Promise<EmailMessage | null>;

/**
 * Called with what became of each message that was reached, in order.
 * What it throws ends the batch, and carries the report of what had left.
 */
export type AfterSend = (delivery: Delivery) => unknown;

/** Every setting, as it holds now: what `configureMail` was given, else the environment variable, else the default. */
export interface MailSettings {
  /** A class, an instance or a module specifier. @defaultValue `EMAIL_BACKEND`, else `@posthorn/smtp` */
  readonly backend: BackendClass | BaseEmailBackend | string;
  /** @defaultValue `EMAIL_HOST` or the host of `EMAIL_URL`, else `localhost` */
  readonly emailHost: string;
  /** @defaultValue `EMAIL_PORT` or the port of `EMAIL_URL`, else 25 */
  readonly emailPort: number;
  /** @defaultValue `EMAIL_HOST_USER` or the user of `EMAIL_URL`, else none */
  readonly emailHostUser: string;
  /** @defaultValue `EMAIL_HOST_PASSWORD` or the password of `EMAIL_URL`, else none */
  readonly emailHostPassword: string;
  /** STARTTLS before anything else. @defaultValue `EMAIL_USE_TLS` or `EMAIL_URL` with `smtp+tls:`, else false */
  readonly emailUseTls: boolean;
  /** TLS from the first octet. @defaultValue `EMAIL_USE_SSL` or `EMAIL_URL` with `smtps:`, else false */
  readonly emailUseSsl: boolean;
  /** In seconds. @defaultValue `EMAIL_TIMEOUT`, else the backend's own */
  readonly emailTimeout: number | undefined;
  /** A file with the private key of the client's certificate (PEM). @defaultValue `EMAIL_SSL_KEYFILE`, else none */
  readonly emailSslKeyfile: string;
  /** A file with the client's certificate chain (PEM). @defaultValue `EMAIL_SSL_CERTFILE`, else none */
  readonly emailSslCertfile: string;
  /** The folder of the file backend. @defaultValue `EMAIL_FILE_PATH`, else none */
  readonly emailFilePath: string;
  /** What stands before the subjects of mailAdmins and mailManagers. @defaultValue `EMAIL_SUBJECT_PREFIX`, else `[Posthorn] ` */
  readonly emailSubjectPrefix: string;
  /** Whether the Date header has the local offset instead of UTC. @defaultValue `EMAIL_USE_LOCALTIME`, else false */
  readonly emailUseLocaltime: boolean;
  /** @defaultValue `DEFAULT_FROM_EMAIL`, else `webmaster@localhost` */
  readonly defaultFromEmail: string;
  /** The sender of mailAdmins and mailManagers. @defaultValue `SERVER_EMAIL`, else `root@localhost` */
  readonly serverEmail: string;
  /** Whom mailAdmins writes to. @defaultValue `ADMINS`, mailboxes separated by commas, else nobody */
  readonly admins: readonly MailboxLike[];
  /** Whom mailManagers writes to. @defaultValue `MANAGERS`, mailboxes separated by commas, else nobody */
  readonly managers: readonly MailboxLike[];
  /** The character set of bodies. @defaultValue `DEFAULT_CHARSET`, else `utf-8` */
  readonly defaultCharset: string;
  /** Named mailers, chosen by `using`; `default` is the one that is used without it. @defaultValue none */
  readonly mailers: Readonly<Record<string, Mailer>>;
  /** The mailer that is used where a call names none. @defaultValue `default`, else what the other settings describe */
  readonly using: string | undefined;
  /** What follows the @ of a Message-ID. @defaultValue the domain of `fromEmail` */
  readonly messageIdDomain: string | undefined;
  /** Gives the time of the Date header. @defaultValue the system's clock */
  readonly clock: () => Date;
  /** Gives unique ids for Message-IDs and boundaries: 1 to 60 letters, digits and hyphens. @defaultValue random UUIDs */
  readonly idSource: () => string;
  /** @defaultValue none */
  readonly beforeSend: BeforeSend | undefined;
  /** @defaultValue none */
  readonly afterSend: AfterSend | undefined;
}

/** What `configureMail` takes: any of the settings. The options of a mailer are those that its class takes. */
export type MailConfiguration<Recipes extends MailerRecipes = MailerRecipes> = {
  readonly [Name in Exclude<keyof MailSettings, "mailers">]?: MailSettings[Name] | undefined;
} & {
  readonly mailers?:
    | { readonly [Alias in keyof Recipes]: MailerDefinition<Recipes[Alias]> | BaseEmailBackend }
    | undefined;
};
