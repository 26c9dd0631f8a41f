const STUFFED = Buffer.from("\r\n.", "latin1");
const DOT = 0x2e;
const TERMINATOR_BYTES = 3;

/**
 * The message inside its DATA form: without the final dot line, and with the first dot of every
 * line that begins with one deleted (RFC 5321, 4.5.2). Only CRLF begins a line.
 *
 * Shares memory with `wire` where nothing had to be deleted.
 */
export function removeDotStuffing(wire: Buffer): Buffer {
  const body = wire.subarray(0, wire.length - TERMINATOR_BYTES);
  const pieces: Buffer[] = [];
  let from = body[0] === DOT ? 1 : 0;
  for (let at = body.indexOf(STUFFED, from); at !== -1; at = body.indexOf(STUFFED, from)) {
    pieces.push(body.subarray(from, at + 2));
    from = at + STUFFED.length;
  }
  if (pieces.length === 0) {
    return body.subarray(from);
  }
  pieces.push(body.subarray(from));
  return Buffer.concat(pieces);
}
