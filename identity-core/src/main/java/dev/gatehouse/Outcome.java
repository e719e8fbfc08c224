package dev.gatehouse;

import java.util.Optional;
import java.util.function.Function;

/**
 * How an operation ended: with a value, or refused. An outage is neither; it is thrown.
 *
 * @param <T> what the operation returns when it succeeds
 */
public sealed interface Outcome<T> {
    /** The operation took effect and returned {@code value}. */
    record Success<T>(T value) implements Outcome<T> {}

    /** The operation was refused and changed nothing but attempt counters. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** Returns a success holding {@code value}. */
    static <T> Outcome<T> success(T value) {
        return new Success<>(value);
    }

    /** Returns a success with nothing to tell. */
    static Outcome<Done> done() {
        return new Success<>(Done.DONE);
    }

    /** Returns a refusal without detail. */
    static <T> Outcome<T> refused(ErrorCode code) {
        return new Refused<>(Refusal.of(code));
    }

    /** Returns a refusal. */
    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** Returns what the function for this variant returns. */
    default <R> R fold(Function<? super T, ? extends R> onSuccess, Function<? super Refusal, ? extends R> onRefused) {
        if (this instanceof Success<T> success) {
            return onSuccess.apply(success.value());
        }
        return onRefused.apply(((Refused<T>) this).refusal());
    }

    /** Returns the outcome of {@code next} for the value, or this refusal. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return fold(next, Outcome::refused);
    }

    /** Returns the outcome with {@code mapper} applied to its value. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapper) {
        return fold(value -> success(mapper.apply(value)), Outcome::refused);
    }

    /** Returns the refusal, or empty if the operation succeeded. */
    default Optional<Refusal> asRefusal() {
        return fold(value -> Optional.empty(), Optional::of);
    }

    /**
     * Returns the value.
     *
     * @throws IdentityException if the operation was refused
     */
    default T orElseThrow() {
        if (this instanceof Success<T> success) {
            return success.value();
        }
        throw new IdentityException(((Refused<T>) this).refusal());
    }
}
