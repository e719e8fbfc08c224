package dev.gatehouse.userpool.directory;

import dev.gatehouse.ClientId;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import dev.gatehouse.userpool.settings.AppClient;
import dev.gatehouse.userpool.settings.ClientSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A secret that a client is to get. */
sealed interface NewSecret {
    /** One that is made up. */
    record Generated() implements NewSecret {}

    /** One of the caller's own. */
    record Own(Secret value) implements NewSecret {}

    /**
     * Returns the client's secrets with one more. Refusals: {@code LIMIT_EXCEEDED} with {@code client.secrets},
     * {@code INVALID_PARAMETER} with {@code client.secret} (its form) or {@code client.secret-known}.
     */
    default Outcome<List<ClientSecret>> addTo(
            ClientId client, List<ClientSecret> standing, Instant now, SecureRandom random) {
        if (standing.size() >= AppClient.MAX_SECRETS) {
            return Outcome.refused(Refusal.of(ErrorCode.LIMIT_EXCEEDED, "client.secrets"));
        }
        Secret value = this instanceof Own own ? own.value() : Ids.secret(random);
        if (!ClientSecret.wellFormed(value)) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "client.secret"));
        }
        if (standing.stream().anyMatch(secret -> secret.value().matches(value))) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "client.secret-known"));
        }
        List<ClientSecret> next = new ArrayList<>(standing);
        next.add(ClientSecret.of(id(client, standing, now), value.use(Secret::copyOf), now));
        return Outcome.success(List.copyOf(next));
    }

    private static String id(ClientId client, List<ClientSecret> standing, Instant now) {
        long stamp = now.toEpochMilli();
        while (taken(standing, client + "--" + stamp)) {
            stamp++;
        }
        return client + "--" + stamp;
    }

    private static boolean taken(List<ClientSecret> standing, String id) {
        return standing.stream().anyMatch(secret -> secret.id().equals(id));
    }
}
