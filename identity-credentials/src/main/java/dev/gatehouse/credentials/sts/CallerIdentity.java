package dev.gatehouse.credentials.sts;

/**
 * Who calls, as GetCallerIdentity says it.
 *
 * @param arn {@code arn:aws:sts::account:assumed-role/Role/session}, or {@code arn:aws:iam::account:user/name}
 * @param userId the role's id and the session's name, or the user's id
 * @param account 12 digits
 */
public record CallerIdentity(String arn, String userId, String account) {}
