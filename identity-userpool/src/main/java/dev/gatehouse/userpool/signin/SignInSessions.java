package dev.gatehouse.userpool.signin;

import dev.gatehouse.ClientId;
import dev.gatehouse.UserId;
import dev.gatehouse.internal.json.Json;
import dev.gatehouse.internal.json.JsonException;
import dev.gatehouse.seal.SealException;
import dev.gatehouse.seal.SealPurpose;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals the state of a sign-in into a session, and opens it again for the same pool, client and challenge. */
final class SignInSessions {
    private final PoolContext context;

    SignInSessions(PoolContext context) {
        this.context = context;
    }

    /**
     * What a session carries.
     *
     * @param signInId the same over all steps; the step that issues tokens takes it
     * @param sessionEpoch the user's epoch when the first step succeeded
     */
    record State(UserId user, String signInId, long sessionEpoch, Instant expiresAt) {}

    SignInSession seal(ClientId client, ChallengeName challenge, State state) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("u", state.user().value());
        members.put("i", state.signInId());
        members.put("e", state.sessionEpoch());
        members.put("x", state.expiresAt().toEpochMilli());
        byte[] plain = Json.write(members).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] sealed =
                context.sealer().seal(SealPurpose.SIGN_IN_SESSION, context.pool(), row(client, challenge), plain);
        return SignInSession.of(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
    }

    /** Returns the state, or empty if the session is forged, another pool's, client's or step's, or too old. */
    Optional<State> open(ClientId client, ChallengeName challenge, SignInSession session) {
        String text = session.value();
        if (text.isEmpty() || text.length() > SignInSession.MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            if (!Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(text)) {
                return Optional.empty();
            }
            byte[] plain =
                    context.sealer().open(SealPurpose.SIGN_IN_SESSION, context.pool(), row(client, challenge), sealed);
            return Optional.of(read(Json.parseObject(plain, SignInSession.MAX_LENGTH)))
                    .filter(state -> context.now().isBefore(state.expiresAt()));
        } catch (IllegalArgumentException | SealException e) {
            return Optional.empty();
        } catch (JsonException e) {
            throw new IllegalStateException("a session sealed here is not ours", e);
        }
    }

    private static State read(Map<String, @Nullable Object> members) {
        return new State(
                new UserId(String.valueOf(members.get("u"))),
                String.valueOf(members.get("i")),
                number(members, "e"),
                Instant.ofEpochMilli(number(members, "x")));
    }

    private static long number(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof Long value) {
            return value;
        }
        throw new IllegalStateException("a session sealed here lacks a number");
    }

    private static String row(ClientId client, ChallengeName challenge) {
        return client + "|" + challenge;
    }
}
