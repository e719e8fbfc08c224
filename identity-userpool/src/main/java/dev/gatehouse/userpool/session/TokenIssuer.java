package dev.gatehouse.userpool.session;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.FamilyId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.hook.PreTokenGeneration;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.token.SignInTokens;
import dev.gatehouse.token.TokenSigner;
import dev.gatehouse.token.TokenType;
import dev.gatehouse.user.Group;
import dev.gatehouse.user.User;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.internal.directory.Found;
import dev.gatehouse.userpool.internal.group.GroupClaims;
import dev.gatehouse.userpool.internal.group.GroupDirectory;
import dev.gatehouse.userpool.internal.hook.HookCalls;
import dev.gatehouse.userpool.settings.AppClient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Signs the ID and access token of one sign-in, with the reference service's claims (section 4). What both share is
 * made once. A hook may change what the reference service lets it change, and nothing else (CVE-2024-29892).
 */
final class TokenIssuer {
    private static final Set<String> BOOLEANS = Set.of("email_verified", "phone_number_verified");

    private final PoolContext context;
    private final TokenSigner signer;
    private final GroupDirectory groups;

    TokenIssuer(PoolContext context, TokenSigner signer, GroupDirectory groups) {
        this.context = context;
        this.signer = signer;
        this.groups = groups;
    }

    Outcome<SignInTokens> issue(Found found, FamilyId family, TokenFamily grant, AppClient client, Occasion occasion) {
        User user = found.user();
        List<Group> memberships = groups.of(found.row());
        Optional<PreTokenGeneration.Changes> answered = HookCalls.answer(
                context.pool(),
                "pre-token-generation",
                () -> context.hooks()
                        .preTokenGeneration()
                        .change(new PreTokenGeneration.Event(
                                context.pool(), client.id(), user, occasion.refresh(), occasion.clientMetadata())));
        if (answered.isEmpty()) {
            return Outcome.refused(Refusal.of(ErrorCode.USER_LAMBDA_VALIDATION, "hook.pre-token-generation"));
        }
        PreTokenGeneration.Changes changes = answered.get();
        if (touchesReserved(changes)) {
            return Outcome.refused(Refusal.of(ErrorCode.USER_LAMBDA_VALIDATION, "hook.reserved-claim"));
        }
        Instant now = context.now();
        Map<String, Object> shared = shared(user, family, grant, now);
        GroupClaims.addNames(memberships, shared);
        Map<String, Object> id = idClaims(user, client, now);
        GroupClaims.addRoles(memberships, id);
        id.putAll(changes.idClaims());
        id.keySet().removeAll(changes.idSuppressed());
        id.keySet().removeAll(shared.keySet()); // an attribute of such a name never takes a claim's place
        Map<String, Object> access = accessClaims(user, grant, client, now);
        access.putAll(changes.accessClaims());
        access.keySet().removeAll(changes.accessSuppressed());
        return Outcome.success(signer.signIn(client.signingAlgorithm(), TokenType.JWT, shared, id, access));
    }

    private static boolean touchesReserved(PreTokenGeneration.Changes changes) {
        Set<String> touched = new TreeSet<>(changes.idClaims().keySet());
        touched.addAll(changes.accessClaims().keySet());
        touched.addAll(changes.idSuppressed());
        touched.addAll(changes.accessSuppressed());
        return touched.stream()
                .anyMatch(claim -> claim.startsWith("cognito:") || PreTokenGeneration.RESERVED_CLAIMS.contains(claim));
    }

    private Map<String, Object> shared(User user, FamilyId family, TokenFamily grant, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.id().value());
        claims.put("iss", context.settings().issuer().toString());
        claims.put("origin_jti", family.value());
        claims.put("event_id", context.newNonce());
        claims.put("auth_time", grant.authenticatedAt().getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        return claims;
    }

    private Map<String, Object> idClaims(User user, AppClient client, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", client.id().value());
        claims.put("token_use", "id");
        claims.put("exp", now.plus(client.idTokenLife()).getEpochSecond());
        claims.put("jti", context.newNonce());
        claims.put("cognito:username", user.username());
        user.attributes().forEach((name, value) -> {
            if (client.readableAttributes()
                    .map(readable -> readable.contains(name))
                    .orElse(true)) {
                claims.put(name, BOOLEANS.contains(name) ? (Object) value.equals("true") : value);
            }
        });
        return claims;
    }

    private Map<String, Object> accessClaims(User user, TokenFamily grant, AppClient client, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("client_id", client.id().value());
        claims.put("token_use", "access");
        claims.put("version", 2L);
        claims.put("scope", String.join(" ", new TreeSet<>(grant.scopes())));
        claims.put("exp", now.plus(client.accessTokenLife()).getEpochSecond());
        claims.put("jti", context.newNonce());
        claims.put("username", user.username());
        return claims;
    }
}
