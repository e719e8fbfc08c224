package dev.gatehouse.testkit;

import dev.gatehouse.WriteId;
import dev.gatehouse.spi.store.OneTime;
import dev.gatehouse.spi.store.TokenFamily;
import dev.gatehouse.spi.store.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one verb asks of one row, and what {@code RowStore} says must come of it if nothing else happens meanwhile.
 * A row is a value and its version, or empty. Which version a revoked family carries, its own or the revocation's, is
 * the engine's affair, and with it whether a repeat of the write that it carried is true or false.
 */
sealed interface Ask {
    /**
     * Returns what the row may be after this verb gave the answer; nothing if it can't give it here.
     *
     * @param answer null if the answer is not known: then every legal one counts
     */
    List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer);

    /** Returns one outcome if its answer is the one that was given. */
    private static List<Optional<Versioned<Object>>> only(
            Object expected, Optional<Versioned<Object>> next, @Nullable Object answer) {
        return answer == null || answer.equals(expected) ? List.of(next) : List.of();
    }

    private static boolean carries(Optional<Versioned<Object>> row, WriteId write) {
        return row.filter(standing -> standing.version().equals(write)).isPresent();
    }

    private static boolean isRevoked(Optional<Versioned<Object>> row) {
        return row.filter(standing -> standing.value() instanceof TokenFamily family && family.revoked())
                .isPresent();
    }

    /** R1. */
    record Find() implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            if (isRevoked(row) && answer instanceof Optional<?> found) {
                boolean same = found.filter(seen -> seen instanceof Versioned<?> standing && sameValue(standing, row))
                        .isPresent();
                return same ? List.of(row) : List.of();
            }
            return only(row, row, answer);
        }

        private static boolean sameValue(Versioned<?> seen, Optional<Versioned<Object>> row) {
            return row.filter(standing -> standing.value().equals(seen.value())).isPresent();
        }
    }

    /** R2, R5. */
    record Insert(Object value, WriteId write) implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            if (row.isEmpty()) {
                return only(true, Optional.of(new Versioned<>(value, write)), answer);
            }
            return carries(row, write) && isRevoked(row) ? List.of(row) : only(carries(row, write), row, answer);
        }
    }

    /** R3, R5, F2. */
    record Replace(WriteId expected, Object value, WriteId write) implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            if (carries(row, write)) {
                return isRevoked(row) ? List.of(row) : only(true, row, answer);
            }
            return carries(row, expected) && !isRevoked(row)
                    ? only(true, Optional.of(new Versioned<>(value, write)), answer)
                    : only(false, row, answer);
        }
    }

    /** R4. */
    record Delete(WriteId expected) implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            if (row.isEmpty()) {
                return only(true, row, answer);
            }
            if (isRevoked(row)) {
                return answer == null
                        ? List.of(row, Optional.empty())
                        : List.of(answer.equals(true) ? Optional.empty() : row);
            }
            return carries(row, expected) ? only(true, Optional.empty(), answer) : only(false, row, answer);
        }
    }

    /** F2. */
    record Revoke() implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            return only(row.isPresent(), row.map(Revoke::revoked), answer);
        }

        private static Versioned<Object> revoked(Versioned<Object> row) {
            return row.value() instanceof TokenFamily family
                    ? new Versioned<>(family.toBuilder().revoked(true).build(), row.version())
                    : row;
        }
    }

    /** O1. */
    record Take(Versioned<OneTime> found, WriteId write) implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            Optional<WriteId> takenBy = found.value().takenBy();
            if (takenBy.isPresent()) {
                return only(takenBy.get().equals(write), row, answer);
            }
            OneTime taken = found.value().toBuilder().takenBy(write).build();
            return new Replace(found.version(), taken, write).next(row, answer);
        }
    }

    /** R7: the row may be gone if it had expired; an engine need not sweep it. */
    record Sweep(Instant now, Function<Object, Optional<Instant>> expiry) implements Ask {
        @Override
        public List<Optional<Versioned<Object>>> next(Optional<Versioned<Object>> row, @Nullable Object answer) {
            boolean expired = row.flatMap(standing -> expiry.apply(standing.value()))
                    .filter(end -> end.isBefore(now))
                    .isPresent();
            return expired ? List.of(Optional.empty()) : List.of(row);
        }

        @Override
        public String toString() {
            return "Sweep[" + now + "]";
        }
    }
}
