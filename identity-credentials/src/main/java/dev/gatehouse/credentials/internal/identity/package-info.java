/**
 * The write protocols of identities and logins: "GetId, one login", "link", "unlink", "merge", "delete identity" of
 * {@code docs/knowledge/protocols.md}. Not exported; {@code dev.gatehouse.credentials.pool} is the door.
 *
 * <p>The identity's row is the truth about its logins. A login's row is honoured only while that row names its claim.
 */
@NullMarked
package dev.gatehouse.credentials.internal.identity;

import org.jspecify.annotations.NullMarked;
