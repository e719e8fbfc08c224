package dev.gatehouse.web.wire;

import dev.gatehouse.credentials.sts.CallerIdentity;
import java.util.function.Function;

/** How the question who may call ended. */
public sealed interface AuthorizationOutcome {
    /** The caller is known, and its policies allow the call. */
    record Permitted(CallerIdentity caller) implements AuthorizationOutcome {}

    /** The call ends with this error; nothing has been done. */
    record Denied(WireError error) implements AuthorizationOutcome {}

    /** Returns what the function for this variant returns. */
    default <R> R fold(Function<Permitted, ? extends R> onPermitted, Function<Denied, ? extends R> onDenied) {
        return this instanceof Permitted permitted ? onPermitted.apply(permitted) : onDenied.apply((Denied) this);
    }
}
