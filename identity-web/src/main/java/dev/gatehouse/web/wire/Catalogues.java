package dev.gatehouse.web.wire;

import dev.gatehouse.web.wire.identity.IdentityOperations;
import dev.gatehouse.web.wire.model.WireModel;
import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.operation.Absence;
import dev.gatehouse.web.wire.operation.Action;
import dev.gatehouse.web.wire.operation.Catalogue;
import dev.gatehouse.web.wire.userpool.UserPoolOperations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every operation of both services, and what is done for each. Immutable. */
final class Catalogues {
    private final WireModel model = WireModel.read();
    private final Map<String, Catalogue> byService = List.of(
                    UserPoolOperations.catalogue(model.service("cognito-idp")),
                    IdentityOperations.catalogue(model.service("cognito-identity")))
            .stream()
            .collect(Collectors.toUnmodifiableMap(
                    catalogue -> catalogue.service().name(), Function.identity()));

    WireModel model() {
        return model;
    }

    Optional<Action> action(WireOperation operation) {
        return catalogue(operation).action(operation);
    }

    Optional<Absence> absence(WireOperation operation) {
        return catalogue(operation).absence(operation);
    }

    private Catalogue catalogue(WireOperation operation) {
        Catalogue catalogue = byService.get(operation.service().name());
        if (catalogue == null) {
            throw new IllegalStateException("no catalogue of " + operation.service());
        }
        return catalogue;
    }
}
