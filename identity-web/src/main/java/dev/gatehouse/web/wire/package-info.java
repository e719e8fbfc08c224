/**
 * The reference service's JSON 1.1 protocol: {@link dev.gatehouse.web.wire.WireProtocol} on {@code POST /}, and the
 * issuer's documents, {@link dev.gatehouse.web.wire.IssuerDocuments}. Which operations are served stands in {@code
 * docs/features/wire-protocol.md}.
 *
 * <p>A request goes through: one {@code X-Amz-Target} that names an operation; {@code application/x-amz-json-1.1}; a body
 * of at most {@link dev.gatehouse.web.wire.WireProtocol#MAX_BODY} bytes; strict JSON (RFC 8259: UTF-8, one object, no
 * duplicate names, at most 64 levels); where the operation needs a signature, {@link
 * dev.gatehouse.web.wire.Authorization}; the operation's model (types, required members, lengths, patterns, ranges,
 * enums; unknown members are ignored); the library. Of what was refused nothing has been changed, except that a wrong
 * password or code counts as an attempt.
 *
 * <p>JSON is read by core's own reader, not by Jackson: it is strict by construction and the same that reads tokens,
 * policies and rows, so that one text means one thing everywhere.
 *
 * <p>Answers carry {@code x-amzn-requestid} and {@code Cache-Control: no-store}; errors {@code __type}, {@code message}
 * and {@code x-amzn-errortype}, with the statuses of the reference's models. A message never repeats input. Moments are
 * seconds since 1970. An outage is {@code InternalErrorException} with 503, a fault of ours the same with 500; the log
 * has operation, request id and cause, and no input.
 */
@NullMarked
package dev.gatehouse.web.wire;

import org.jspecify.annotations.NullMarked;
