package dev.gatehouse.web.wire.operation;

import dev.gatehouse.web.wire.model.WireOperation;
import dev.gatehouse.web.wire.model.WireService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which operations of a service are served, and why the others are not. Every one is one or the other. Immutable. */
public final class Catalogue {
    private final WireService service;
    private final Map<String, Action> actions;
    private final Map<String, Absence> absences;

    private Catalogue(Builder builder) {
        this.service = builder.service;
        this.actions = Map.copyOf(builder.actions);
        this.absences = Map.copyOf(builder.absences);
        for (String operation : service.operations().keySet()) {
            if (actions.containsKey(operation) == absences.containsKey(operation)) {
                throw new IllegalStateException(service + ":" + operation + " is neither served nor absent, or both");
            }
        }
    }

    /** Returns a builder. */
    public static Builder of(WireService service) {
        return new Builder(service);
    }

    public WireService service() {
        return service;
    }

    /** Returns what an operation does; empty if it is not served. */
    public Optional<Action> action(WireOperation operation) {
        return Optional.ofNullable(actions.get(operation.name()));
    }

    /** Returns why an operation is not served; empty if it is. */
    public Optional<Absence> absence(WireOperation operation) {
        return Optional.ofNullable(absences.get(operation.name()));
    }

    /** Builds a {@link Catalogue}. Not thread-safe. */
    public static final class Builder {
        private final WireService service;
        private final Map<String, Action> actions = new LinkedHashMap<>();
        private final Map<String, Absence> absences = new LinkedHashMap<>();

        private Builder(WireService service) {
            this.service = service;
        }

        /** Serves an operation. */
        public Builder serve(String operation, Action action) {
            require(operation, actions.put(operation, action) == null);
            return this;
        }

        /** Says why operations are not served. */
        public Builder absent(Absence absence, String... operations) {
            for (String operation : operations) {
                require(operation, absences.put(operation, absence) == null);
            }
            return this;
        }

        private void require(String operation, boolean first) {
            if (!first || !service.operations().containsKey(operation)) {
                throw new IllegalStateException(service + " has no operation " + operation + ", or it is named twice");
            }
        }

        /** Returns the catalogue. */
        public Catalogue build() {
            return new Catalogue(this);
        }
    }
}
