package dev.gatehouse;

/**
 * Why an operation was refused. The constants are the reference service's exception names without
 * {@code Exception}. Once released they are API: never renamed, never reused; new ones may be added in a minor
 * version.
 */
public enum ErrorCode {
    /** A verified address or a name already belongs to another user. */
    ALIAS_EXISTS,
    /** The code is not the one that was sent. */
    CODE_MISMATCH,
    /** Another change came between; read again and repeat. */
    CONCURRENT_MODIFICATION,
    /** The developer's user is already registered under another identity. */
    DEVELOPER_USER_ALREADY_REGISTERED,
    /** The code is too old, was used, or was replaced by a newer one. */
    EXPIRED_CODE,
    /** The token or the credentials are past their end. */
    EXPIRED_TOKEN,
    /** The caller's policies do not allow the action. */
    ACCESS_DENIED,
    /** The user pool has a group of this name. */
    GROUP_EXISTS,
    /** The identity pool has no role for this caller, or the role's trust policy refuses it. */
    INVALID_IDENTITY_POOL_CONFIGURATION,
    /** A web identity token that is not valid, or not for this pool. */
    INVALID_IDENTITY_TOKEN,
    /** A parameter is missing, too long, malformed or not allowed here. */
    INVALID_PARAMETER,
    /** The proposed password breaks the pool's policy; the refusal lists the rules. */
    INVALID_PASSWORD,
    /** A per-user or per-pool limit is reached. */
    LIMIT_EXCEEDED,
    /** A policy document that cannot be stored; the refusal names the path of the fault. */
    MALFORMED_POLICY_DOCUMENT,
    /** Wrong password, unknown user, disabled user or dead token, deliberately not told apart. */
    NOT_AUTHORIZED,
    /** Session policy and tags do not fit in a session token. */
    PACKED_POLICY_TOO_LARGE,
    /** The proposed password was used before. */
    PASSWORD_HISTORY_POLICY_VIOLATION,
    /** The user must set a new password by recovery before signing in. */
    PASSWORD_RESET_REQUIRED,
    /** A refresh token that had already been exchanged was presented again; its whole family is revoked. */
    REFRESH_TOKEN_REUSE,
    /** The login is already linked to another identity. */
    RESOURCE_CONFLICT,
    /** The pool, client, role or identity does not exist. */
    RESOURCE_NOT_FOUND,
    /** A request signature does not match. */
    SIGNATURE_DOES_NOT_MATCH,
    /** Too many wrong codes; the refusal says when to try again. */
    TOO_MANY_FAILED_ATTEMPTS,
    /** Throttled or out of capacity; the refusal says when to try again. */
    TOO_MANY_REQUESTS,
    /** The operation is not available for this client or token kind. */
    UNSUPPORTED_OPERATION,
    /** The user's state does not allow the operation. */
    UNSUPPORTED_USER_STATE,
    /** The user name is taken. */
    USERNAME_EXISTS,
    /** A hook of the application refused the operation. */
    USER_LAMBDA_VALIDATION,
    /** The user has not confirmed the sign-up; told only where the pool does not mask users. */
    USER_NOT_CONFIRMED,
    /** There is no such user; told only to administrators and where the pool does not mask users. */
    USER_NOT_FOUND
}
