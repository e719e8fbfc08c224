package dev.gatehouse.credentials.pool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;

/**
 * An identity that was not deleted.
 *
 * @param code why: {@code CONCURRENT_MODIFICATION} asks for a repeat
 */
public record UnprocessedIdentity(IdentityId identity, ErrorCode code) {}
