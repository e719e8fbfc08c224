package dev.gatehouse.token;

import java.time.Instant;
import java.util.List;

/**
 * What a {@link KeyRing} needs at some moment: keys to generate and store, and keys to drop from the store. Storing is
 * conditional on the generation, so of several nodes with the same plan one wins and the others read its key.
 *
 * @param generate the keys to make, in the order of their generations
 * @param drop the keys whose last token has ended
 */
public record RotationPlan(List<Generate> generate, List<SigningKey> drop) {
    /** A key to make. */
    public record Generate(SigningAlgorithm algorithm, long generation, Instant activeFrom) {}

    public RotationPlan {
        generate = List.copyOf(generate);
        drop = List.copyOf(drop);
    }

    /** Returns whether there is nothing to do. */
    public boolean isEmpty() {
        return generate.isEmpty() && drop.isEmpty();
    }
}
