package dev.gatehouse.credentials.internal.identity;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import java.util.Optional;

/**
 * The flows of one pool, wired together. Immutable and thread-safe.
 *
 * @param context what they share
 */
public record IdentityFlows(
        IdentityContext context,
        IdentityReader reader,
        Merging merging,
        Linking linking,
        Unlinking unlinking,
        Removal removal,
        Guests guests) {

    /** Wires the flows. */
    public static IdentityFlows of(IdentityContext context, Guests guests) {
        IdentityReader reader = new IdentityReader(context);
        Merging merging = new Merging(context, reader);
        return new IdentityFlows(
                context,
                reader,
                merging,
                new Linking(context, reader, merging),
                new Unlinking(context, reader, merging),
                new Removal(context, reader, merging),
                guests);
    }

    /**
     * Returns a guest that says nothing but its id, and keeps it from being swept. Refusals: {@code RESOURCE_NOT_FOUND},
     * {@code NOT_AUTHORIZED} where the id is that of a user, disabled, or nobody's any more.
     */
    public Outcome<Found> guest(IdentityId id) {
        Optional<Found> found = reader.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(ErrorCode.RESOURCE_NOT_FOUND);
        }
        Optional<Found> settled = merging.settle(found.get());
        if (settled.isEmpty()) {
            return Outcome.refused(ErrorCode.TOO_MANY_REQUESTS);
        }
        if (!settled.get().guest()) {
            return Outcome.refused(Refusal.of(ErrorCode.NOT_AUTHORIZED, "identity.not-a-guest"));
        }
        guests.touch(settled.get());
        return Outcome.success(settled.get());
    }
}
