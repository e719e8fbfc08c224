package dev.gatehouse.examples.server.command;

import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;

/** What was asked for was refused; the message says by which rule and what to do. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    /** Returns what an outcome holds, or throws why there is nothing. */
    static <T> T unless(Outcome<T> outcome, String what) {
        if (outcome instanceof Outcome.Success<T> success) {
            return success.value();
        }
        throw new RefusedException(text(outcome.asRefusal().orElseThrow(), what));
    }

    private static String text(Refusal refusal, String what) {
        String rules = refusal.rules().isEmpty() ? "" : " by " + String.join(", ", refusal.rules());
        String next = switch (refusal.code()) {
            case RESOURCE_NOT_FOUND -> "There is none of this id in this database: 'pool list' shows what there is.";
            case USERNAME_EXISTS, ALIAS_EXISTS -> "Somebody has this name already: choose another one.";
            case INVALID_PASSWORD -> "The pool's password policy names what is missing.";
            case CONCURRENT_MODIFICATION -> "Somebody else changed it at the same time: try again.";
            default -> "docs/error-codes.md says what the code means.";
        };
        return what + " was refused: " + refusal.code() + rules + ". " + next;
    }
}
