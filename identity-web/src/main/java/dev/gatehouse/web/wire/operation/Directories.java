package dev.gatehouse.web.wire.operation;

import dev.gatehouse.credentials.directory.IdentityPools;
import dev.gatehouse.userpool.directory.UserPools;

/**
 * Where the pools are that operations are about.
 *
 * @param userPools the user pools
 * @param identityPools the identity pools
 * @param arns how resources are named
 */
public record Directories(UserPools userPools, IdentityPools identityPools, Arns arns) {}
