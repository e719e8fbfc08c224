package dev.gatehouse.web.wire.model;

import java.util.Optional;
import java.util.Set;

/**
 * An operation as the reference declares it.
 *
 * @param service the service that it is of
 * @param name such as {@code SignUp}
 * @param access who may call
 * @param input the type of its input
 * @param output the type of its output; empty if it has none
 * @param errors the errors that it may answer with, beside those of the protocol itself
 */
public record WireOperation(
        WireService service, String name, Access access, String input, Optional<String> output, Set<String> errors) {
    @Override
    public String toString() {
        return service.name() + ":" + name;
    }
}
