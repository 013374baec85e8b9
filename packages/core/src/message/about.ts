import {
  BadAddressError,
  BadHeaderError,
  InvalidMessageError,
  StreamedContentError,
  UnsupportedEncodingError,
  UnsupportedFeatureError,
} from "../errors.ts";

const KINDS = [
  BadAddressError,
  BadHeaderError,
  StreamedContentError,
  UnsupportedEncodingError,
  UnsupportedFeatureError,
] as const;

/**
 * What `make` makes of a part of a draft; where it fails, the error says which part it is about.
 *
 * @param what - answers `body`, `attachments[2]` or the like, for an error alone
 * @throws an error of the same class and code, whose `cause` is the one that `make` throws
 */
export function about<Made>(what: () => string, make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidMessageError)) throw error;
    const message = `${what()}: ${error.message}`;
    const Kind = KINDS.find((kind) => kind === error.constructor);
    if (Kind) throw new Kind(message, { cause: error });
    // A class of another's making stays what it is.
    throw error.constructor === InvalidMessageError
      ? new InvalidMessageError(message, error.code, { cause: error })
      : error;
  }
}
