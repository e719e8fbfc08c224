package dev.gatehouse.userpool.settings;

import dev.gatehouse.ClientId;
import dev.gatehouse.Done;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges what a client proves itself with: every secret is looked at, so that time tells nothing. */
record ClientProof(ClientId client, List<ClientSecret> secrets) {

    Outcome<Done> hash(List<String> names, Optional<SecretHash> presented) {
        return judge(
                presented,
                hash -> known(secret -> {
                    boolean right = false;
                    for (String name : names) {
                        right |= SecretHash.compute(secret, name, client).matches(hash);
                    }
                    return right;
                }));
    }

    Outcome<Done> secret(Optional<Secret> presented) {
        return judge(presented, value -> known(value::matches));
    }

    private <P> Outcome<Done> judge(Optional<P> presented, Predicate<P> right) {
        if (secrets.isEmpty()) {
            return presented.isEmpty() ? Outcome.done() : refused("client.secret-unexpected");
        }
        if (presented.isEmpty()) {
            return refused("client.secret-missing");
        }
        return right.test(presented.get()) ? Outcome.done() : refused("client.secret-mismatch");
    }

    private boolean known(Predicate<Secret> matches) {
        boolean right = false;
        for (ClientSecret secret : secrets) {
            right |= matches.test(secret.value());
        }
        return right;
    }

    private static Outcome<Done> refused(String rule) {
        return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, rule));
    }
}
