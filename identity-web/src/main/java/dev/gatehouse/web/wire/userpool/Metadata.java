package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.hook.ClientMetadata;
import dev.gatehouse.web.wire.model.Input;
import java.util.Map;

/** What a client sends along for the hooks of one call. */
final class Metadata {
    private Metadata() {}

    /** Returns {@code ClientMetadata}, or {@code INVALID_PARAMETER} with {@code client-metadata.size}. */
    static Outcome<ClientMetadata> of(Input input) {
        return checked(input.map("ClientMetadata"), "client-metadata.size");
    }

    /** Returns {@code ValidationData}, or {@code INVALID_PARAMETER} with {@code validation-data.size}, or a name twice. */
    static Outcome<ClientMetadata> validation(Input input) {
        return Attributes.read(input, "ValidationData").then(values -> checked(values, "validation-data.size"));
    }

    private static Outcome<ClientMetadata> checked(Map<String, String> values, String rule) {
        return ClientMetadata.fits(values)
                ? Outcome.success(ClientMetadata.of(values))
                : Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, rule));
    }
}
