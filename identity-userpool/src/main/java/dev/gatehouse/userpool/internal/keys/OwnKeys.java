package dev.gatehouse.userpool.internal.keys;

import dev.gatehouse.spi.key.PoolKeys;
import dev.gatehouse.token.KeyRotation;
import dev.gatehouse.token.SigningEngine;
import dev.gatehouse.userpool.internal.context.PoolContext;
import dev.gatehouse.userpool.settings.UserPoolSettings;
import java.time.Duration;
import java.util.stream.Stream;

/** The signing keys that a user pool's settings ask for. */
public final class OwnKeys {
    private OwnKeys() {}

    /** Reads the pool's keys, and makes the first ones if there are none. */
    public static PoolKeys open(PoolContext context, SigningEngine engine) {
        return PoolKeys.builder(context.pool())
                .store(context.stores().signingKeys())
                .sealer(context.sealer())
                .rotation(() -> rotation(context.settings()))
                .algorithms(() -> context.settings().algorithms())
                .clock(context.clock())
                .random(context.random())
                .signingEngine(engine)
                .open();
    }

    private static KeyRotation rotation(UserPoolSettings settings) {
        Duration tolerance = settings.clockTolerance().multipliedBy(2);
        return KeyRotation.of(
                settings.keyLife(),
                settings.jwksMaxAge().plus(tolerance),
                longestTokenLife(settings).plus(tolerance));
    }

    private static Duration longestTokenLife(UserPoolSettings settings) {
        return settings.clients().values().stream()
                .flatMap(client -> Stream.of(client.accessTokenLife(), client.idTokenLife()))
                .max(Duration::compareTo)
                .orElse(Duration.ofHours(1));
    }
}
