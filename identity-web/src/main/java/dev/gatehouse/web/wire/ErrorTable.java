package dev.gatehouse.web.wire;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Refusal;
import dev.gatehouse.web.wire.model.Access;
import dev.gatehouse.web.wire.model.WireOperation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the library's refusals are told on the wire: the one table. A code has the reference's error of its name first; an
 * operation that does not declare it answers with the next one that it does. Where the reference's clients know a sentence,
 * the message is that sentence; rule names follow where they say more.
 */
final class ErrorTable {
    private static final String INVALID = "InvalidParameterException";
    private static final String DENIED = "NotAuthorizedException";
    private static final Map<ErrorCode, Entry> TABLE = new EnumMap<>(ErrorCode.class);
    private static final Map<String, WireRule> RULES = Map.of(
            "client.auth-flow",
            new WireRule(INVALID, "Auth flow not enabled for this client"),
            "client.secret-missing",
            new WireRule(DENIED, "Client is configured with secret but SECRET_HASH was not received"),
            "client.secret-mismatch",
            new WireRule(DENIED, "Unable to verify secret hash for client"),
            "client.secret-unexpected",
            new WireRule(DENIED, "Client is not configured for secret but secret hash was received"),
            "sign-up.closed",
            new WireRule(DENIED, "SignUp is not permitted for this user pool"));

    static {
        put(
                ErrorCode.ALIAS_EXISTS,
                "An account with the given email, phone number or name already exists.",
                "AliasExistsException",
                "UsernameExistsException");
        put(
                ErrorCode.CODE_MISMATCH,
                "Invalid verification code provided, please try again.",
                "CodeMismatchException",
                DENIED);
        put(
                ErrorCode.CONCURRENT_MODIFICATION,
                "Another change came between; repeat the request.",
                "ConcurrentModificationException",
                "TooManyRequestsException");
        put(
                ErrorCode.DEVELOPER_USER_ALREADY_REGISTERED,
                "The developer user is registered under another identity.",
                "DeveloperUserAlreadyRegisteredException",
                "ResourceConflictException");
        put(
                ErrorCode.EXPIRED_CODE,
                "Invalid code provided, please request a code again.",
                "ExpiredCodeException",
                DENIED);
        put(ErrorCode.EXPIRED_TOKEN, "Access Token has expired", DENIED, "UnauthorizedException");
        put(ErrorCode.ACCESS_DENIED, "Access is denied.", "AccessDeniedException", DENIED);
        put(ErrorCode.GROUP_EXISTS, "A group with the name already exists.", "GroupExistsException");
        put(
                ErrorCode.INVALID_IDENTITY_POOL_CONFIGURATION,
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
                "InvalidIdentityPoolConfigurationException",
                DENIED);
        put(ErrorCode.INVALID_IDENTITY_TOKEN, "Invalid login token.", DENIED);
        put(ErrorCode.INVALID_PARAMETER, "Invalid parameter", INVALID);
        put(ErrorCode.INVALID_PASSWORD, "Password did not conform with policy", "InvalidPasswordException");
        put(
                ErrorCode.LIMIT_EXCEEDED,
                "Attempt limit exceeded, please try after some time.",
                "LimitExceededException",
                "TooManyRequestsException");
        put(ErrorCode.MALFORMED_POLICY_DOCUMENT, "Malformed policy document", INVALID);
        put(ErrorCode.NOT_AUTHORIZED, "Not authorized", DENIED, "UnauthorizedException");
        put(ErrorCode.PACKED_POLICY_TOO_LARGE, "Session policy and tags are too large", INVALID);
        put(
                ErrorCode.PASSWORD_HISTORY_POLICY_VIOLATION,
                "Password has previously been used.",
                "PasswordHistoryPolicyViolationException",
                "InvalidPasswordException");
        put(
                ErrorCode.PASSWORD_RESET_REQUIRED,
                "Password reset required for the user",
                "PasswordResetRequiredException",
                DENIED);
        put(
                ErrorCode.REFRESH_TOKEN_REUSE,
                "Refresh token has been invalidated by rotation",
                "RefreshTokenReuseException",
                DENIED);
        put(
                ErrorCode.RESOURCE_CONFLICT,
                "Logins don't match. Please include at least one valid login for this identity or identity pool.",
                "ResourceConflictException");
        put(
                ErrorCode.RESOURCE_NOT_FOUND,
                "The resource does not exist.",
                "ResourceNotFoundException",
                "UnsupportedTokenTypeException");
        put(ErrorCode.SIGNATURE_DOES_NOT_MATCH, "The signature does not match.", DENIED);
        put(
                ErrorCode.TOO_MANY_FAILED_ATTEMPTS,
                "Attempt limit exceeded, please try after some time.",
                "TooManyFailedAttemptsException",
                "LimitExceededException",
                DENIED,
                "TooManyRequestsException");
        put(ErrorCode.TOO_MANY_REQUESTS, "Too many requests", "TooManyRequestsException", DENIED);
        put(
                ErrorCode.UNSUPPORTED_OPERATION,
                "The operation is not available here",
                "UnsupportedOperationException",
                INVALID);
        put(
                ErrorCode.UNSUPPORTED_USER_STATE,
                "The user's current state does not allow this.",
                "UnsupportedUserStateException",
                DENIED);
        put(
                ErrorCode.USERNAME_EXISTS,
                "User account already exists",
                "UsernameExistsException",
                "AliasExistsException");
        put(ErrorCode.USER_LAMBDA_VALIDATION, "A hook of the application refused", "UserLambdaValidationException");
        put(ErrorCode.USER_NOT_CONFIRMED, "User is not confirmed.", "UserNotConfirmedException", DENIED);
        put(ErrorCode.USER_NOT_FOUND, "User does not exist.", "UserNotFoundException", DENIED);
    }

    private ErrorTable() {}

    private record Entry(String message, List<String> types) {}

    private record WireRule(String type, String message) {}

    private static void put(ErrorCode code, String message, String... types) {
        TABLE.put(code, new Entry(message, List.of(types)));
    }

    /** Returns the error for a refusal; one that the operation declares. */
    static WireError of(WireOperation operation, Refusal refusal) {
        Optional<WireRule> rule = refusal.rules().stream().findFirst().map(RULES::get);
        if (rule.isPresent() && operation.errors().contains(rule.get().type())) {
            return declared(operation, rule.get().type(), rule.get().message());
        }
        Entry entry = entry(refusal.code());
        String type = entry.types().stream()
                .filter(operation.errors()::contains)
                .findFirst()
                .orElse(INVALID); // which every operation declares
        return declared(operation, type, message(operation, refusal, type, entry));
    }

    /** Returns an error that the operation's service declares. */
    static WireError declared(WireOperation operation, String type, String message) {
        return WireError.of(type, operation.service().status(type).orElse(400), message);
    }

    private static Entry entry(ErrorCode code) {
        Entry entry = TABLE.get(code);
        if (entry == null) {
            throw new IllegalStateException(code + " has no line in the table");
        }
        return entry;
    }

    private static String message(WireOperation operation, Refusal refusal, String type, Entry entry) {
        String sentence = entry.message();
        if (refusal.code() == ErrorCode.NOT_AUTHORIZED) {
            sentence = notAuthorized(operation);
        } else if (refusal.code() == ErrorCode.TOO_MANY_FAILED_ATTEMPTS && type.equals(DENIED)) {
            sentence = "Password attempts exceeded";
        }
        return refusal.rules().isEmpty() ? sentence : sentence + ": " + String.join(", ", refusal.rules());
    }

    private static String notAuthorized(WireOperation operation) {
        if (operation.access() == Access.ACCESS_TOKEN) {
            return operation.name().equals("ChangePassword")
                    ? "Incorrect username or password."
                    : "Invalid Access Token";
        }
        return switch (operation.name()) {
            case "InitiateAuth", "AdminInitiateAuth" -> "Incorrect username or password.";
            case "GetTokensFromRefreshToken" -> "Invalid Refresh Token";
            case "RespondToAuthChallenge", "AdminRespondToAuthChallenge" -> "Invalid session for the user.";
            case "GetId", "GetCredentialsForIdentity", "GetOpenIdToken" ->
                "Access to Identity is forbidden or the login token is not valid";
            default -> entry(ErrorCode.NOT_AUTHORIZED).message();
        };
    }
}
